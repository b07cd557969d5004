import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/recommends-installed.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get install --no-install-recommends curl

    RUN apt-get install --install-recommends curl

    RUN apt-get -o APT::Install-Recommends=false install curl

    RUN apt-get -oAPT::Install-Recommends=0 install curl

    RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99
    RUN apt-get install curl

    COPY 99 /etc/apt/apt.conf.d/99
    RUN apt-get install curl

    RUN apt-get -f install

    RUN apt-get upgrade

    ARG FLAGS="-y --no-install-recommends"
    RUN apt-get install $FLAGS curl

    ARG FLAGS
    RUN apt-get install \${FLAGS} curl

    RUN flags='-y --no-install-recommends' && apt-get install $flags curl

    RUN apt-get install -y --only-upgrade openssl

    RUN apt-get install -y --reinstall openssl

    RUN apt-get install -y --download-only openssl
  `,
  invalid: [
    // Packages in a variable.
    {
      texts: dockerfiles`
        ENV PACKAGES="curl git"
        RUN apt-get install -y $PACKAGES
        #   ^^^^^^^^^^^^^^^ needed

        RUN packages='curl git' && apt-get install -y $packages
        #                          ^^^^^^^^^^^^^^^ needed

        ARG VERSION
        RUN apt-get install -y curl=$VERSION
        #   ^^^^^^^^^^^^^^^ recommends
      `,
      fixed: false,
    },
    // Fixes.
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt-get install -y curl
        #   ^^^^^^^^^^^^^^^ needed
      `,
      fixed: 'RUN apt-get install -y --no-install-recommends curl',
    },
    {
      text: dockerfile`
        RUN apt-get install curl -y
        #   ^^^^^^^^^^^^^^^ needed
      `,
      fixed: 'RUN apt-get install --no-install-recommends curl -y',
    },
    {
      text: dockerfile`
        RUN apt-get -y install curl
        #   ^^^^^^^ needed
      `,
      fixed: 'RUN apt-get -y install --no-install-recommends curl',
    },
    {
      text: dockerfile`
        RUN ["apt-get", "install", "-y", "x"]
        #     ^^^^^^^^^^^^^^^^^^ recommends
      `,
      fixed: 'RUN ["apt-get", "install", "-y", "--no-install-recommends", "x"]',
    },
    // Packages that are only installed as a recommendation.
    {
      data: { package: 'curl', recommended: 'ca-certificates' },
      text: dockerfile`
        RUN apt-get install -y vim curl
        #   ^^^^^^^^^^^^^^^ needed
      `,
      fixed: false,
    },
    {
      data: { package: 'git', recommended: 'ca-certificates' },
      text: dockerfile`
        ENV PACKAGES="vim git"
        RUN apt-get install -y $PACKAGES
        #   ^^^^^^^^^^^^^^^ needed
      `,
      fixed: false,
    },
    {
      data: { package: 'python3-pip', recommended: 'build-essential' },
      text: dockerfile`
        RUN apt-get install -y curl python3-pip ca-certificates
        #   ^^^^^^^^^^^^^^^ needed
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        RUN apt-get install -y curl ca-certificates
        #   ^^^^^^^^^^^^^^^ recommends
      `,
      fixed: false,
    },
  ],
});
