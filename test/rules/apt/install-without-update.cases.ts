import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/install-without-update.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    ...dockerfiles`
      RUN apt-get update && apt-get install -y curl

      RUN apt-get update
      RUN apt-get install -y curl

      RUN apt update && apt-get install -y curl

      RUN add-apt-repository -y ppa:x/y && apt-get install -y curl

      RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs

      COPY prepare.sh /
      RUN sh /prepare.sh && apt-get install -y curl

      RUN apt-get install -y ./driver.deb /tmp/other.deb

      RUN apt-get -fy install

      RUN apt-get install -y curl || (apt-get update && apt-get install -y curl)

      RUN need() { apt-get install -y "$@"; }; apt-get update && need curl

      RUN --mount=type=cache,target=/var/lib/apt/lists apt-get install -y curl

      ONBUILD RUN apt-get install -y curl

      RUN $PREPARE && apt-get install -y curl

      RUN apt-get update && apt-get install -y curl git && rm -r /var/lib/apt/lists
      RUN apt-get install -y git

      ENV P="curl git"
      RUN apt-get update && apt-get install -y $P && rm -r /var/lib/apt/lists && apt-get install -y git curl
    `,
    // Whether other bases have lists is not known.
    {
      from: 'contoso.azurecr.io/base:1',
      text: 'RUN apt-get install -y curl',
    },
    {
      from: '$BASE',
      text: 'RUN apt-get install -y curl',
    },
    // The stages that build on a stage inherit its lists.
    ...dockerfiles`
      FROM ${TRAINING} AS one
      RUN apt-get update
      FROM one
      RUN apt-get install -y git
    `,
  ],
  invalid: [
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt-get install -y curl
        #   ^^^^^^^^^^^^^^^ missing
      `,
      fixed: 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
    },
    {
      texts: dockerfiles`
        RUN apt-get install -y curl && apt-get install -y git
        #   ^^^^^^^^^^^^^^^ missing

        RUN apt-get install -y curl; apt-get update
        #   ^^^^^^^^^^^^^^^ missing

        RUN apt-get -y build-dep curl
        #   ^^^^^^^ missing

        RUN apt-get upgrade -y
        #   ^^^^^^^^^^^^^^^ upgradesNothing

        RUN cat list | xargs apt-get install -y
        #                    ^^^^^^^^^^^^^^^ missing

        RUN apt-get update && rm -r /var/lib/apt/lists
        RUN apt-get dist-upgrade -y
        #   ^^^^^^^^^^^^^^^^^^^^ upgradesNoMore

        RUN --mount=type=cache,target=/var/lib/apt apt-get update
        RUN apt-get install -y git
        #   ^^^^^^^^^^^^^^^ missing
      `,
      fixed: false,
    },
    ...dockerfiles`
      RUN apt-get update && rm -r /var/lib/apt/lists && apt-get install -y git
      #                                                 ^^^^^^^^^^^^^^^ removed
    `,
    // Installed packages need no lists, unless they differ slightly.
    {
      texts: dockerfiles`
        RUN apt-get update && (apt-get install -y git) && rm -r /var/lib/apt/lists
        RUN apt-get install -y git curl
        #   ^^^^^^^^^^^^^^^ removed

        RUN apt-get update && (apt-get install -y git) && rm -r /var/lib/apt/lists
        RUN apt-get install -y git=1:2
        #   ^^^^^^^^^^^^^^^ removed

        RUN apt-get update && (apt-get install -y git || true) && rm -r /var/lib/apt/lists
        RUN apt-get install -y git
        #   ^^^^^^^^^^^^^^^ removed

        RUN apt-get update && (apt-get install -y git && apt-get purge -y git) && rm -r /var/lib/apt/lists
        RUN apt-get install -y git
        #   ^^^^^^^^^^^^^^^ removed

        RUN apt-get update && (apt-get install -y git) && rm -r /var/lib/apt/lists
        RUN apt-get install -y --reinstall git
        #   ^^^^^^^^^^^^^^^ removed
      `,
      fixed: false,
    },
    // Ubuntu has no lists.
    {
      from: 'ubuntu:24.04',
      text: dockerfile`
        RUN apt-get install -y curl
        #   ^^^^^^^^^^^^^^^ missing
      `,
      fixed: false,
    },
    // The stages that build on a stage inherit its lists.
    {
      text: dockerfile`
        FROM ${TRAINING} AS one
        RUN apt-get update && rm -r /var/lib/apt/lists
        FROM one
        RUN apt-get install -y git
        #   ^^^^^^^^^^^^^^^ removed
      `,
      fixed: false,
    },
    // Fixes.
    {
      text: dockerfile`
        RUN cd /opt && \
            apt-get install -y curl && \
        #   ^^^^^^^^^^^^^^^ missing
            ls
      `,
      fixed: dockerfile`
        RUN cd /opt && \
            apt-get update && \
            apt-get install -y curl && \
            ls && \
            rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      text: dockerfile`
        RUN <<EOF
        set -e
        apt-get install -y curl
        #^^^^^^^^^^^^^^ missing
        EOF
      `,
      fixed: dockerfile`
        RUN <<EOF
        set -e
        apt-get update
        apt-get install -y curl
        rm -rf /var/lib/apt/lists/*
        EOF
      `,
    },
    ...dockerfiles`
      RUN ["apt-get", "install", "-y", "curl"]
      #     ^^^^^^^^^^^^^^^^^^ missing
    `,
  ],
});
