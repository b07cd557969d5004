import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dnf/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'rockylinux:9',
  valid: [
    ...dockerfiles`
      RUN dnf install -y git-2.43.5 git-2.43.5-1.el9 openssl-1:3.0.7 git-2.43.5-1.el9.x86_64 less-530-1.el8

      RUN dnf install -y cuda-9-0 gcc-toolset-12 @development https://example.org/a.rpm /usr/bin/which

      RUN dnf install -y $PACKAGES git-$VERSION

      RUN dnf module install -y nodejs:18 nodejs:18/minimal && dnf module enable -y php

      RUN dnf groupinstall -y "Development Tools"

      RUN dnf update -y && dnf clean all
    `,
  ],
  invalid: [
    ...dockerfiles`
      RUN dnf -y --enablerepo epel install git
      #                                    ^^^

      RUN dnf install -y java-11-openjdk-devel glibc.i686
      #                  ^^^^^^^^^^^^^^^^^^^^^

      ONBUILD RUN dnf install -y git
      #                          ^^^

      RUN ["dnf", "install", "-y", "git"]
      #                             ^^^

      RUN dnf module install -y nodejs
      #                         ^^^^^^
    `,
  ],
});
