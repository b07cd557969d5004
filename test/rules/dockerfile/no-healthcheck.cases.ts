import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/no-healthcheck.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    HEALTHCHECK NONE

    FROM python:3.12 AS base
    HEALTHCHECK NONE
    FROM base
  `,
  invalid: [
    ...dockerfiles`
      # another stage has one
      FROM python:3.12 AS base
      HEALTHCHECK NONE
      FROM python:3.12
      #    ^^^^^^^^^^^
    `,
    {
      options: { stages: 'all' },
      texts: dockerfiles`
        # what is copied from it does not count
        FROM python:3.12 AS build
        #    ^^^^^^^^^^^
        FROM python:3.12
        COPY --from=build /a /b
        HEALTHCHECK NONE

        # one of those that build on it is enough
        FROM python:3.12 AS base
        FROM base AS one
        HEALTHCHECK NONE
        FROM base AS two
        #    ^^^^
      `,
    },
  ],
});
