import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/asks-for-confirmation.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    // A flag answers.
    ...dockerfiles`
      RUN apt-get install –y curl

      RUN apt-get –y install curl

      RUN apt-get install —yes curl

      RUN apt-get —yes install curl

      RUN apt-get install –qq curl

      RUN apt-get –qq install curl

      RUN apt-get install –-assume-yes curl

      RUN apt-get –-assume-yes install curl

      RUN apt-get install -y curl

      RUN apt-get -y install curl

      RUN apt-get install --yes curl

      RUN apt-get --yes install curl

      RUN apt-get install --assume-yes curl

      RUN apt-get --assume-yes install curl

      RUN apt-get install --force-yes curl

      RUN apt-get --force-yes install curl

      RUN apt-get install -qq curl

      RUN apt-get -qq install curl

      RUN apt-get install -qqq curl

      RUN apt-get -qqq install curl

      RUN apt-get install -q -q curl

      RUN apt-get -q -q install curl

      RUN apt-get install -q=2 curl

      RUN apt-get -q=2 install curl

      RUN apt-get install --quiet=2 curl

      RUN apt-get --quiet=2 install curl

      RUN apt-get install -fy curl

      RUN apt-get -fy install curl

      RUN apt-get install --quiet --quiet curl

      RUN apt-get --quiet --quiet install curl

      RUN apt-get install -oAPT::Get::Assume-Yes=true curl

      RUN apt-get -oAPT::Get::Assume-Yes=true install curl

      RUN apt-get install -o APT::Get::Assume-Yes=1 curl

      RUN apt-get -o APT::Get::Assume-Yes=1 install curl

      RUN apt-get install --simulate curl

      RUN apt-get --simulate install curl

      RUN apt-get install -s curl

      RUN apt-get -s install curl

      RUN apt-get install --option=apt::get::assume-yes=yes curl

      RUN apt-get --option=apt::get::assume-yes=yes install curl

      RUN apt-get install -o=APT::Get::Assume-Yes=on curl

      RUN apt-get -o=APT::Get::Assume-Yes=on install curl

      RUN apt-get install -o "APT::Get::Assume-Yes=true" curl

      RUN apt-get -o "APT::Get::Assume-Yes=true" install curl

      RUN apt-get install $OPTIONS curl

      RUN apt-get $OPTIONS install curl

      RUN apt-get install \${OPTIONS} curl

      RUN apt-get \${OPTIONS} install curl

      RUN apt-get install --print-uris curl

      RUN apt-get --print-uris install curl
    `,
    ...dockerfiles`
      RUN yes | apt-get install curl

      RUN echo y | apt-get install curl

      RUN printf 'y\n' | apt-get install curl

      RUN apt-get install curl <<< y

      RUN apt-get update && apt-get clean && apt-get --version

      RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90 && apt-get install curl

      RUN printf "APT { Get { Assume-Yes \"1\"; }; };" | tee /etc/apt/apt.conf
      RUN apt-get install curl

      COPY 90yes /etc/apt/apt.conf.d/90yes
      RUN apt-get install curl

      COPY etc /etc/apt
      RUN apt-get install curl

      COPY <<EOF /etc/apt/apt.conf.d/90
      APT::Get::Assume-Yes "true";
      EOF
      RUN apt-get install curl

      RUN cp /tmp/90yes /etc/apt/apt.conf.d/
      RUN apt-get install curl

      ENV APT_CONFIG=/opt/apt.conf
      RUN apt-get install curl

      ARG OPTIONS="-y -q"
      RUN apt-get install $OPTIONS curl

      RUN opts="-q --yes" && apt-get install $opts curl

      RUN if x; then pk=gcc; fi; apt-get install $pk

      RUN for pk in gcc -y; do apt-get install $pk; done

      RUN apt-get purge && apt-get remove && apt-get install

      COPY apt.conf /etc/apt/
      RUN apt-get install gcc

      COPY *.list /etc/apt/
      RUN apt-get install gcc
    `,
    // The stages that build on a stage inherit its configuration, others do not.
    ...dockerfiles`
      FROM ${TRAINING} AS one
      RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90
      FROM one
      RUN apt-get purge curl
    `,
  ],
  invalid: [
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt-get install curl
        #   ^^^^^^^^^^^^^^^ asks
      `,
      fixed: 'RUN apt-get install -y curl',
    },
    {
      text: dockerfile`
        RUN ["apt-get", "install", "curl"]
        #     ^^^^^^^^^^^^^^^^^^ asks
      `,
      fixed: 'RUN ["apt-get", "install", "-y", "curl"]',
    },
    {
      texts: dockerfiles`
        RUN apt-get -q install curl
        #   ^^^^^^^ asks

        RUN apt-get install -q=1 curl
        #   ^^^^^^^^^^^^^^^ asks

        RUN /usr/bin/apt-get install curl
        #   ^^^^^^^^^^^^^^^^^^^^^^^^ asks

        RUN sudo apt-get install curl
        #        ^^^^^^^^^^^^^^^ asks

        RUN apt install curl
        #   ^^^^^^^^^^^ asks

        RUN aptitude install curl
        #   ^^^^^^^^^^^^^^^^ asks

        RUN apt-get build-dep python3
        #   ^^^^^^^^^^^^^^^^^ asks

        RUN apt-get -f install
        #   ^^^^^^^ mayAsk

        RUN PK="gcc make" && apt-get install $PK
        #                    ^^^^^^^^^^^^^^^ asks

        RUN set -e; pk='gcc make'; more="$pk g++"; apt-get install $more
        #                                          ^^^^^^^^^^^^^^^ asks

        RUN flags=--no-install-recommends && apt-get install $flags gcc
        #                                    ^^^^^^^^^^^^^^^ asks

        ADD sources.list /etc/apt/
        RUN apt-get install gcc
        #   ^^^^^^^^^^^^^^^ asks

        COPY a.list b.list /etc/apt/
        RUN apt-get install gcc
        #   ^^^^^^^^^^^^^^^ asks

        COPY key.gpg /etc/apt
        RUN apt-get install gcc
        #   ^^^^^^^^^^^^^^^ asks

        RUN apt-get install --download-only curl
        #   ^^^^^^^^^^^^^^^ asks

        RUN DEBIAN_FRONTEND=noninteractive apt-get install curl
        #                                  ^^^^^^^^^^^^^^^ asks

        RUN apt-get install -o APT::Get::Assume-Yes=false curl
        #   ^^^^^^^^^^^^^^^ asks

        RUN apt-get install "curl=$VERSION"
        #   ^^^^^^^^^^^^^^^ asks

        RUN apt-get install $(cat packages.txt)
        #   ^^^^^^^^^^^^^^^ asks

        ARG PACKAGES="curl git"
        RUN apt-get install $PACKAGES
        #   ^^^^^^^^^^^^^^^ asks

        RUN cat packages.txt | xargs apt-get install
        #                            ^^^^^^^^^^^^^^^ asks

        RUN if true; then apt-get install curl; fi
        #                 ^^^^^^^^^^^^^^^ asks

        ONBUILD RUN apt-get install curl
        #           ^^^^^^^^^^^^^^^ asks

        RUN <<EOF
        apt-get update
        apt-get install curl
        #^^^^^^^^^^^^^^ asks
        EOF

        COPY 90yes /etc/apt/apt.conf.d/
        RUN apt-get -o APT::Get::Assume-Yes=no install curl
        #   ^^^^^^^ asks
      `,
      fixed: false,
    },
    {
      severity: 'warning',
      text: dockerfile`
        RUN apt-get autoremove
        #   ^^^^^^^^^^^^^^^^^^ mayAsk
      `,
      fixed: false,
    },
    // It asks only about packages that it was not given.
    {
      severity: 'error',
      texts: dockerfiles`
        RUN apt-get install gcc
        #   ^^^^^^^^^^^^^^^ asks

        RUN apt-get purge gcc
        #   ^^^^^^^^^^^^^ removes

        RUN apt-get autoremove gcc
        #   ^^^^^^^^^^^^^^^^^^ removes

        RUN apt-get upgrade
        #   ^^^^^^^^^^^^^^^ upgrades
      `,
      fixed: false,
    },
    {
      severity: 'warning',
      text: dockerfile`
        RUN apt-get install -f
        #   ^^^^^^^^^^^^^^^ mayAsk
      `,
      fixed: false,
    },
    // The stages that build on a stage inherit its configuration, others do not.
    {
      text: dockerfile`
        FROM ${TRAINING} AS one
        RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90
        FROM ${TRAINING}
        RUN apt-get purge curl
        #   ^^^^^^^^^^^^^ removes
      `,
      fixed: false,
    },
    // Fixes.
    {
      text: dockerfile`
        RUN apt-get -q purge curl
        #   ^^^^^^^ removes
      `,
      fixed: 'RUN apt-get -q purge -y curl',
    },
    {
      text: dockerfile`
        RUN ["apt-get","install","curl"]
        #     ^^^^^^^^^^^^^^^^^ asks
      `,
      fixed: 'RUN ["apt-get","install","-y","curl"]',
    },
    {
      text: dockerfile`
        RUN ["sh", "-c", "apt-get install curl"]
        #                 ^^^^^^^^^^^^^^^ asks
      `,
      fixed: 'RUN ["sh", "-c", "apt-get install -y curl"]',
    },
    {
      text: dockerfile`
        RUN apt-get install \
        #   ^^^^^^^^^^^^^^^ asks
              curl
      `,
      fixed: dockerfile`
        RUN apt-get install -y \
              curl
      `,
    },
    {
      text: dockerfile`
        RUN apt-get auto-remove
        #   ^^^^^^^^^^^^^^^^^^^ mayAsk
      `,
      fixed: 'RUN apt-get auto-remove -y',
    },
    {
      text: dockerfile`
        RUN aptitude safe-upgrade
        #   ^^^^^^^^^^^^^^^^^^^^^ upgrades
      `,
      fixed: 'RUN aptitude safe-upgrade -y',
    },
  ],
});
