import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/zypper/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'opensuse/leap:15.6',
  valid: [
    ...dockerfiles`
      RUN zypper -n in a && zypper cc -a

      RUN zypper -n in a && rm -rf /var/cache/zypp/*

      RUN --mount=type=cache,target=/var/cache/zypp zypper -n in a

      RUN zypper -n --pkg-cache-dir $CACHE in a

      FROM opensuse/leap:15.6 AS a
      RUN zypper -n in a
      FROM debian:13
      COPY --from=a /b /b
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN zypper in -y a
      #   ^^^^^^^^^

      RUN zypper ref
      #   ^^^^^^^^^^

      ONBUILD RUN zypper up -y
      #           ^^^^^^^^^
    `,
    {
      options: { stages: 'all' },
      text: dockerfile`
        FROM opensuse/leap:15.6 AS a
        RUN zypper in -y a
        #   ^^^^^^^^^
        FROM debian:13
      `,
    },
  ],
});
