import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/several-cmds.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    # the check has a CMD of its own
    HEALTHCHECK CMD ["a"]
    CMD ["a"]
    ENTRYPOINT ["b"]

    FROM python:3.12 AS base
    CMD ["a"]
    FROM base
    CMD ["b"]

    # another build carries them out
    ONBUILD CMD ["a"]
    ONBUILD CMD ["b"]

    CMD ["a"]
    ONBUILD CMD ["b"]
  `,
  invalid: [
    {
      texts: dockerfiles`
        CMD ["a"]
        #^^
        cmd ["a"]
        #^^
        CMD ["b"]

        # each stage has its own
        FROM python:3.12
        CMD ["a"]
        #^^
        CMD ["b"]
        FROM python:3.12
        CMD ["a"]
      `,
      fixed: false,
    },
  ],
});
