import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/yum/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'centos:7',
  valid: [
    ...dockerfiles`
      RUN yum install -y git-2.43.5 git-2.43.5-1.el9 openssl-1:3.0.7 git-2.43.5-1.el9.x86_64 less-530-1.el8

      RUN yum install -y cuda-9-0 gcc-toolset-12 @development https://example.org/a.rpm /usr/bin/which

      RUN yum install -y $PACKAGES git-$VERSION

      RUN yum module install -y nodejs:18 nodejs:18/minimal && yum module enable -y php

      RUN yum groupinstall -y "Development Tools"

      RUN yum update -y && yum clean all
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN yum -y --enablerepo epel install git
      #                                    ^^^

      RUN yum install -y java-11-openjdk-devel glibc.i686
      #                  ^^^^^^^^^^^^^^^^^^^^^

      ONBUILD RUN yum install -y git
      #                          ^^^

      RUN ["yum", "install", "-y", "git"]
      #                             ^^^

      RUN yum module install -y nodejs
      #                         ^^^^^^
    `,
  ],
});
