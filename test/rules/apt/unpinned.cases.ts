import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/unpinned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get install --only-upgrade openssl

    RUN apt-get install --reinstall openssl

    RUN apt-get install $PACKAGES $(cat list) php$V-cli

    ARG PACKAGES
    RUN apt-get install $PACKAGES
  `,
  invalid: [
    {
      data: { packages: '`a`' },
      text: dockerfile`
        RUN apt-get install -t sid a b=1 c/sid ./d.deb
        #                          ^
      `,
    },
    {
      data: { packages: '`e` and `i`' },
      text: dockerfile`
        RUN apt-get install "e" $F g=$H i:amd64 j- && apt-get install k=1.*
        #                   ^^^
      `,
    },
    {
      data: { packages: '`a`, `b`, `c` and 1 more' },
      text: dockerfile`
        RUN apt-get install a b && apt-get install c d
        #                   ^
      `,
    },
    {
      data: { packages: '`a`' },
      text: dockerfile`
        RUN apt-get install a && apt-get install a
        #                   ^
      `,
    },
    {
      data: { packages: '`ImageMagick`, `openjdk-8*` and `python3.1[01]-dev`' },
      text: dockerfile`
        RUN apt-get install ImageMagick openjdk-8* python3.1[01]-dev
        #                   ^^^^^^^^^^^
      `,
    },
    {
      data: { packages: '`gcc`' },
      text: dockerfile`
        ENV PACKAGES="gcc make=4"
        RUN apt-get install $PACKAGES
        #                   ^^^^^^^^^
      `,
    },
    {
      data: { packages: '`gcc` and `make`' },
      text: dockerfile`
        RUN deps='gcc make' && apt-get install $deps
        #                                      ^^^^^
      `,
    },
    {
      data: { packages: '`php7.3-cli`' },
      text: dockerfile`
        ENV V=7.3
        RUN apt-get install php\${V}-cli
        #                   ^^^^^^^^^^^
      `,
    },
    {
      data: { packages: '`openjdk-8`' },
      text: dockerfile`
        ARG V=8
        RUN apt-get install "openjdk-$V"
        #                   ^^^^^^^^^^^^
      `,
    },
    {
      data: { packages: '`a`' },
      text: dockerfile`
        RUN aptitude install a b=1
        #                    ^
      `,
    },
  ],
});
