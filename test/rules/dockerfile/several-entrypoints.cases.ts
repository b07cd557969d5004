import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/several-entrypoints.ts';
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
    ENTRYPOINT ["a"]
    FROM base
    ENTRYPOINT ["b"]

    # another build carries them out
    ONBUILD ENTRYPOINT ["a"]
    ONBUILD ENTRYPOINT ["b"]

    ENTRYPOINT ["a"]
    ONBUILD ENTRYPOINT ["b"]
  `,
  invalid: [
    {
      texts: dockerfiles`
        ENTRYPOINT ["a"]
        #^^^^^^^^^
        entrypoint ["a"]
        #^^^^^^^^^
        ENTRYPOINT ["b"]

        # each stage has its own
        FROM python:3.12
        ENTRYPOINT ["a"]
        #^^^^^^^^^
        ENTRYPOINT ["b"]
        FROM python:3.12
        ENTRYPOINT ["a"]
      `,
      fixed: false,
    },
  ],
});
