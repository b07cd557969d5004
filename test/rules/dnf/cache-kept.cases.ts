import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dnf/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'rockylinux:9',
  valid: [
    ...dockerfiles`
      RUN dnf install -y a && dnf clean all

      RUN dnf install -y a && yum clean all

      RUN microdnf install a && microdnf clean all

      RUN tdnf install -y a && rm -rf /var/cache/tdnf

      RUN dnf install -y a && rm -rf /var/cache/dnf

      RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a

      FROM rockylinux:9 AS a
      RUN dnf install -y a
      FROM debian:13
      COPY --from=a /b /b
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN dnf install -y a
      #   ^^^^^^^^^^^

      RUN dnf clean all && dnf upgrade -y
      #                    ^^^^^^^^^^^

      RUN microdnf install a && dnf clean all
      #   ^^^^^^^^^^^^^^^^

      RUN tdnf install -y a && rm -rf /var/cache/dnf
      #   ^^^^^^^^^^^^

      RUN dnf module install -y a:1
      #   ^^^^^^^^^^^^^^^^^^
    `,
    {
      options: { stages: 'all' },
      text: dockerfile`
        FROM rockylinux:9 AS a
        RUN dnf install -y a
        #   ^^^^^^^^^^^
        FROM debian:13
      `,
    },
  ],
});
