import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/stage-casing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    FROM python:3.12 AS build-1

    # in another case, which Docker does not mind
    FROM python:3.12 AS build
    COPY --from=BUILD /a /b
  `,
  invalid: [
    {
      name: 'its uses are renamed',
      text: dockerfile`
        FROM python:3.12 AS Build
        #                   ^^^^^
        FROM python:3.12
        COPY --from=Build /a /b
        RUN --mount=from=BUILD,source=/a,target=/b cp /b /c
      `,
      fixed: dockerfile`
        FROM python:3.12 AS build
        FROM python:3.12
        COPY --from=build /a /b
        RUN --mount=from=build,source=/a,target=/b cp /b /c
      `,
    },
    {
      texts: dockerfiles`
        FROM \
          python:3.12 \
          AS Build
        #    ^^^^^
      `,
      fixed: false,
    },
  ],
});
