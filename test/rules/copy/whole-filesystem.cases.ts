import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/copy/whole-filesystem.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    COPY / /
    ADD / /
    COPY --from=busybox:1.37 / /opt
    COPY --from=busybox:1.37 /bin /
    ONBUILD COPY --from=busybox:1.37 / /
  `,
  invalid: [
    ...dockerfiles`
      COPY --from=busybox:1.37 /bin / /
      #                             ^
      COPY --from=busybox:1.37 ["/", "/"]
      #                          ^
      COPY --from=busybox:1.37 "/" "/"
      #                        ^^^
    `,
    {
      severity: 'info',
      texts: dockerfiles`
        FROM ${TRAINING} AS build
        FROM scratch
        COPY --from=build / /
        #                 ^ layer
      `,
    },
  ],
});
