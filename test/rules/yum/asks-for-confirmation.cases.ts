import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/yum/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'centos:7',
  valid: [
    ...dockerfiles`
      RUN yum install -y a && yum -y install b && yum -qy install c && yum install --assumeyes d

      RUN yes | yum install a

      RUN yum --setopt=assumeyes=True install a

      RUN yum clean all && yum list a && yum makecache && yum install --assumeno a

      RUN yum install $OPTIONS a
    `,
  ],
  invalid: [
    {
      text: dockerfile`
        RUN yum install a
        #   ^^^^^^^^^^^
      `,
      fixed: 'RUN yum install -y a',
    },
    {
      text: dockerfile`
        RUN sudo yum -q remove a
        #        ^^^
      `,
      fixed: 'RUN sudo yum -q remove -y a',
    },
    {
      text: dockerfile`
        RUN ["yum", "install", "a"]
        #     ^^^^^^^^^^^^^^
      `,
      fixed: 'RUN ["yum", "install", "-y", "a"]',
    },
    {
      text: dockerfile`
        ONBUILD RUN yum groupinstall a
        #           ^^^^^^^^^^^^^^^^
      `,
      fixed: 'ONBUILD RUN yum groupinstall -y a',
    },
    {
      text: dockerfile`
        RUN yum upgrade
        #   ^^^^^^^^^^^
      `,
      fixed: 'RUN yum upgrade -y',
    },
  ],
});
