import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/yum/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'centos:7',
  valid: [
    ...dockerfiles`
      RUN yum install -y a && yum clean all

      RUN yum install -y a && rm -rf /var/cache/yum

      RUN yum install -y a && rm -rf /var/cache/* && yum -q clean packages

      RUN --mount=type=cache,target=/var/cache yum install -y a

      RUN --mount=type=tmpfs,target=/var/cache/yum yum install -y a

      RUN yum install -y a && dnf clean all

      RUN yum list && yum clean all

      FROM centos:7 AS a
      RUN yum install -y a
      FROM debian:13
      COPY --from=a /b /b
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN yum install -y a
      #   ^^^^^^^^^^^

      RUN yum clean all && yum -y update
      #                    ^^^

      RUN yum groupinstall -y a && yum clean expire-cache
      #   ^^^^^^^^^^^^^^^^

      ONBUILD RUN yum install -y a
      #           ^^^^^^^^^^^

      RUN yum install -y a && yum install -y b
      #   ^^^^^^^^^^^
    `,
    {
      options: { stages: 'all' },
      text: dockerfile`
        FROM centos:7 AS a
        RUN yum install -y a
        #   ^^^^^^^^^^^
        FROM debian:13
      `,
    },
  ],
});
