import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/unknown-stage.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      COPY --from=busybox /bin/busybox /bin/
      COPY --from=acme/tools /bin/a /bin/
      ONBUILD COPY --from=build /opt /opt
      ONBUILD COPY --from=7 /opt /opt

      # nearly the name of no stage above
      COPY --from=biuld /opt /opt
      FROM ${TRAINING} AS build
    `,
    {
      options: { names: 'all' },
      texts: dockerfiles`
        FROM ${TRAINING} AS build
        FROM ${TRAINING} AS serve
        COPY --from=build /a /a
        COPY --from=BUILD /a /a
        COPY --from=0 /a /a
        COPY --from=busybox:1.37 /bin/busybox /bin/
        COPY --from=acme/tools@sha256:3f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c03f8a91c0 /a /a
        RUN --mount=from=busybox,target=/mnt true
        ONBUILD COPY --from=other /a /a
      `,
    },
    {
      options: { mounts: false },
      texts: dockerfiles`
        FROM ${TRAINING} AS builder
        FROM ${TRAINING}
        RUN --mount=from=buidler,target=/mnt true
      `,
    },
  ],
  invalid: [
    {
      options: { names: 'all' },
      severity: 'warning',
      texts: dockerfiles`
        COPY --from=busybox /bin/busybox /bin/
        #           ^^^^^^^
        COPY --from=acme/tools /bin/a /bin/
        #           ^^^^^^^^^^
      `,
    },
  ],
});
