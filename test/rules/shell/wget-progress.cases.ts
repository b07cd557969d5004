import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/shell/wget-progress.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN wget -q x

      RUN wget -qO- x

      RUN wget -O- -nv x

      RUN wget --quiet x

      RUN wget --no-verb x

      RUN wget --progress=bar:force:noscroll x

      RUN wget --progress dot:mega x

      RUN wget -o /tmp/log x

      RUN wget --append-output=/tmp/log x

      RUN wget -e progress=dot:giga x

      RUN wget --spider x

      RUN wget --version

      RUN wget x 2>/dev/null

      RUN wget x > /dev/null 2>/dev/null

      RUN wget x &>/tmp/log

      RUN apt-get update && apt-get install -y wget

      RUN echo wget x

      RUN busybox wget x

      # it may hold an option
      RUN wget $WGET_OPTIONS x

      ENV WGET_OPTIONS="-q -c"
      RUN wget $WGET_OPTIONS x

      RUN <<EOF python3
      wget(x)
      EOF
    `,
    { from: 'alpine:3.20', text: 'RUN wget x' },
    { from: 'python:3.12-alpine3.20', text: 'RUN wget x' },
    { from: 'busybox', text: 'RUN wget x' },
    {
      from: 'alpine:3.20',
      texts: dockerfiles`
        # before a package brings that of GNU
        RUN wget x && apk add --no-cache wget

        # after it is removed
        RUN apk add --no-cache wget && wget -q x && apk del wget && wget x

        RUN apk add --no-cache --virtual .fetch wget && wget -q x && apk del .fetch
        RUN wget x
      `,
    },
    { from: 'contoso.azurecr.io/base:1', text: 'RUN apk add --no-cache tar && wget x' },
  ],
  invalid: [
    {
      safety: 'safe',
      severity: 'info',
      text: dockerfile`
        RUN apt-get update && \
            wget -c \
        #   ^^^^
              -O /x https://example.com/x
      `,
      fixed: false,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN wget -c https://example.com/x
        #   ^^^^
      `,
      fixed: 'RUN wget --progress=dot:giga -c https://example.com/x',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN ["/usr/bin/wget", "x"]
        #     ^^^^^^^^^^^^^
      `,
      fixed: 'RUN ["/usr/bin/wget", "--progress=dot:giga", "x"]',
    },
    {
      name: 'GNU wget, which a package brings',
      from: 'alpine:3.20',
      safety: 'safe',
      text: dockerfile`
        RUN apk add --no-cache wget && wget x
        #                              ^^^^
      `,
      fixed: 'RUN apk add --no-cache wget && wget --progress=dot:giga x',
    },
    {
      name: 'it is not known whose wget it is',
      from: 'contoso.azurecr.io/base:1',
      safety: 'unsafe',
      text: dockerfile`
        RUN wget x
        #   ^^^^
      `,
      fixed: 'RUN wget --progress=dot:giga x',
    },
    {
      name: 'a package manager of Debian tells',
      from: 'contoso.azurecr.io/base:1',
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && wget x
        #                     ^^^^
      `,
      fixed: 'RUN apt-get update && wget --progress=dot:giga x',
    },
    {
      texts: dockerfiles`
        RUN wget $URL
        #   ^^^^

        ENV URL=https://example.com/x
        RUN wget -c $URL --tries=3
        #   ^^^^

        RUN sudo wget x && cat x | xargs wget
        #        ^^^^                    ^^^^

        RUN wget x > /dev/null
        #   ^^^^

        RUN wget x 2>&1
        #   ^^^^

        # the letters are those of other options
        RUN wget -Oarchive x
        #   ^^^^

        ONBUILD RUN wget x
        #           ^^^^

        RUN sh -c 'wget x'
        #          ^^^^

        RUN <<EOF
        set -e
        wget x
        #^^^
        EOF
      `,
      fixed: false,
    },
  ],
});
