import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/several-healthchecks.ts';
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
    HEALTHCHECK CMD ["a"]
    FROM base
    HEALTHCHECK NONE

    # another build carries them out
    ONBUILD HEALTHCHECK CMD ["a"]
    ONBUILD HEALTHCHECK NONE

    HEALTHCHECK CMD ["a"]
    ONBUILD HEALTHCHECK NONE
  `,
  invalid: [
    {
      texts: dockerfiles`
        HEALTHCHECK CMD ["a"]
        #^^^^^^^^^^
        healthcheck CMD ["a"]
        #^^^^^^^^^^
        HEALTHCHECK NONE

        # each stage has its own
        FROM python:3.12
        HEALTHCHECK CMD ["a"]
        #^^^^^^^^^^
        HEALTHCHECK NONE
        FROM python:3.12
        HEALTHCHECK CMD ["a"]
      `,
    },
  ],
});
