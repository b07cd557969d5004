import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/from-itself.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  valid: dockerfiles`
    FROM ${TRAINING} AS build
    FROM ${TRAINING} AS serve
    COPY --from=build /a /a
    COPY --from=0 /b /b
    COPY --from=servers /c /c
    RUN --mount=from=1,target=/mnt true
    ONBUILD COPY --from=serve /d /d
  `,
  invalid: dockerfiles`
    FROM ${TRAINING} AS build
    FROM ${TRAINING} AS serve
    COPY --from=SERVE /a /a
    #           ^^^^^
    COPY --from=1 /b /b
    #           ^
    RUN --mount=from=serve,target=/mnt true
    #                ^^^^^
  `,
});
