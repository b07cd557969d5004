import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apt/lists-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: [
    // Commands that remove them.
    ...dockerfiles`
      RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*

      RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists

      RUN apt-get update && apt-get install -y curl && rm -fr /var/lib/apt/lists/

      RUN apt-get update && apt-get install -y curl && rm -f /var/lib/apt/lists/*

      RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/*

      RUN apt-get update && apt-get install -y curl && rm -rf /tmp/x /var/lib/apt

      RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg,cache}/

      RUN apt-get update && apt-get install -y curl && rm -rf "/var/lib/apt/lists/"*

      RUN apt-get update && apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*

      RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -type f -delete

      RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -mindepth 1 -exec rm -rf {} +

      RUN apt-get update && apt-get install -y curl && apt-get distclean

      RUN apt-get update && apt-get install -y curl && apt-get clean; rm -rf /var/lib/apt/lists/* || true

      RUN apt-get update && apt-get install -y curl && bash /scripts/cleanup.sh

      RUN apt-get update && apt-get install -y curl && clean-layer.sh

      RUN apt-get update && apt-get install -y curl && trap "rm -rf /var/lib/apt/lists/*" EXIT

      RUN apt-get update && apt-get install -y curl && tidy() { rm -rf /var/lib/apt/lists/*; }; tidy

      RUN apt-get update && apt-get install -y curl && tidy() { rm -rf /var/lib/apt/lists/*; }; trap tidy EXIT

      RUN apt-get update && apt-get install -y curl && cd /var/lib/apt && rm -rf lists/*

      RUN apt-get update && apt-get install -y curl && L=/var/lib/apt/lists && rm -rf $L/*
    `,
    // A mount keeps them out of the image, if it is in the right place.
    ...dockerfiles`
      RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl

      RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y curl

      RUN --mount=type=tmpfs,target=/var/lib/apt apt-get update && apt-get install -y curl

      RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl
    `,
    // apt/update-alone reports lists that are fetched for others.
    ...dockerfiles`
      RUN apt-get update
      RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*

      RUN apt-get update && pip install x
      RUN ./install.sh

      ONBUILD RUN apt-get update
    `,
    // Fixes.
    ...dockerfiles`
      RUN apt-get update
      RUN apt-get install -y curl
    `,
  ],
  invalid: [
    // Commands that do not remove them.
    {
      texts: dockerfiles`
        RUN apt-get update && apt-get install -y curl && rm -rf /tmp/*
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm -rf /var/cache/apt/archives
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm /var/lib/apt/lists
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists-old
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/partial/*
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm -rf "$GNUPGHOME"
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && rm -rf ./*
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && apt-get clean
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -name "*.gz"
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && conda clean -ay
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && echo rm -rf /var/lib/apt/lists/*
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && trap "rm -rf /tmp/*" EXIT
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && trap "rm -rf /var/lib/apt/lists/*" INT
        #   ^^^^^^^^^^^^^^ keptByTraining

        RUN apt-get update && apt-get install -y curl && tidy() { rm -rf /var/lib/apt/lists/*; }
        #   ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    // The added command is joined to the existing script.
    {
      data: { removal: '&& rm -rf /var/lib/apt/lists/*' },
      text: dockerfile`
        RUN apt-get update && apt-get install -y a
        #   ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    {
      data: { removal: '; rm -rf /var/lib/apt/lists/*' },
      text: dockerfile`
        RUN set -e; apt-get update; for p in a b; do apt-get install -y $p; b; done
        #           ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    {
      data: { removal: 'rm -rf /var/lib/apt/lists/*' },
      text: dockerfile`
        RUN <<EOF
        set -e
        apt-get update
        #^^^^^^^^^^^^^ keptByTraining
        apt-get install -y a
        EOF
      `,
      fixed: false,
    },
    // The last update of the RUN counts.
    {
      texts: dockerfiles`
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* && add-repository && apt-get update
        #                                                                                                 ^^^^^^^^^^^^^^ keptByTraining

        RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl
        #                                  ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    // A mount keeps them out of the image, if it is in the right place.
    {
      texts: dockerfiles`
        RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl
        #                                            ^^^^^^^^^^^^^^ keptByTraining

        RUN --mount=type=tmpfs,target=/var/cache/apt apt-get update && apt-get install -y curl
        #                                            ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        # a removal in a later RUN is shown
        FROM ${TRAINING} AS base
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        FROM base
        RUN rm -rf /var/lib/apt/lists/*
        #   ~~ tooLate
      `,
      fixed: false,
    },
    // Fixes.
    {
      safety: 'safe',
      text: dockerfile`
        RUN sudo apt-get update && sudo apt-get install -y curl
        #        ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: 'RUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*',
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN ["apt-get", "update"]
        #     ^^^^^^^^^^^^^^^^^ unread
      `,
      fixed: '',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN apt-get update && apt-get install -y git && rm -r /var/lib/apt/lists
      `,
      fixed: dockerfile`
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        RUN apt-get update && apt-get install -y git && rm -r /var/lib/apt/lists
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN bash <<EOF
        set -e
        apt-get update
        #^^^^^^^^^^^^^ keptByTraining
        apt-get install -y curl
        EOF
      `,
      fixed: dockerfile`
        RUN bash <<EOF && rm -rf /var/lib/apt/lists/*
        set -e
        apt-get update
        apt-get install -y curl
        EOF
      `,
    },
    // Fixes that also fetch the lists where they are read; there is none if that is not possible.
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN apt-get install -y git
      `,
      fixed: dockerfile`
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN apt-get upgrade -y
      `,
      fixed: dockerfile`
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      safety: 'unsafe',
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        COPY x.sh /
        RUN /x.sh
      `,
      fixed: dockerfile`
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        COPY x.sh /
        RUN /x.sh
      `,
    },
    ...dockerfiles`
      # they are read where they cannot be fetched
      RUN apt-get update && apt-get install -y curl
      #   ^^^^^^^^^^^^^^ keptByTraining
      ONBUILD RUN apt-get install -y git

      RUN apt-get update && apt-get install -y curl
      #   ^^^^^^^^^^^^^^ keptByOthers
      CMD apt-get install -y git
    `,
    // By the family of the image.
    {
      from: INFERENCE,
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ kept
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
      `,
      fixed: false,
    },
    {
      from: 'ubuntu:24.04',
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByOthers
      `,
      fixed: false,
    },
    // What reads them later.
    {
      data: { removal: '&& rm -rf /var/lib/apt/lists/*' },
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN pip install x
      `,
      fixed: false,
    },
    {
      data: {
        removal: '&& rm -rf /var/lib/apt/lists/*',
        readers:
          ' As lines 3 and 4 read them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there.',
      },
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN apt-get install -y git
        RUN apt-get install -y vim
      `,
      fixed: false,
    },
    {
      data: { removal: '&& rm -rf /var/lib/apt/lists/*', readers: ' Look first whether line 3 needs them.' },
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN ./x.sh
      `,
      fixed: false,
    },
    {
      data: {
        readers:
          ' As lines 4, 5 and 7 read them too, write `apt-get update && … && rm -rf /var/lib/apt/lists/*` there. Look first whether lines 3 and 6 need them.',
      },
      text: dockerfile`
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        RUN ./x.sh
        RUN apt-get install -y a
        RUN apt-get install -y b
        RUN ./y.sh
        RUN apt-get install -y c
      `,
      fixed: false,
    },
    {
      name: 'the fix of apt/lists-kept reaches the stages that build on it',
      text: dockerfile`
        FROM ${TRAINING} AS a
        RUN apt-get update && apt-get install -y curl
        #   ^^^^^^^^^^^^^^ keptByTraining
        FROM a AS b
        RUN apt-get install -y x
        FROM a
        RUN apt-get install -y y
      `,
      fixed: dockerfile`
        FROM ${TRAINING} AS a
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        FROM a AS b
        RUN apt-get update && apt-get install -y x
        FROM a
        RUN apt-get update && apt-get install -y y && rm -rf /var/lib/apt/lists/*
      `,
    },
  ],
});
