import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/apk/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'alpine:3.20',
  valid: [
    ...dockerfiles`
      RUN apk add --no-cache a && apk --no-cache add b

      RUN apk add a && rm -rf /var/cache/apk/*

      RUN apk add a && rm -f /var/cache/apk/*

      RUN --mount=type=cache,target=/var/cache/apk apk add a

      RUN --mount=type=tmpfs,target=/var/cache apk update && apk add a

      RUN apk del a && apk info && apk search b

      FROM alpine:3.20 AS a
      RUN apk add a
      FROM debian:13
      COPY --from=a /b /b
    `,
  ],
  invalid: [
    {
      safety: 'safe',
      text: dockerfile`
        RUN apk add a
        #   ^^^^^^^ kept
      `,
      fixed: 'RUN apk add --no-cache a',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN sudo apk --update add a
        #        ^^^ kept
      `,
      fixed: 'RUN sudo apk --update add --no-cache a',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN ["apk", "add", "a"]
        #     ^^^^^^^^^^ kept
      `,
      fixed: 'RUN ["apk", "add", "--no-cache", "a"]',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apk upgrade
        #   ^^^^^^^^^^^ kept
      `,
      fixed: 'RUN apk upgrade --no-cache',
    },
    {
      safety: 'safe',
      text: dockerfile`
        ONBUILD RUN apk add a
        #           ^^^^^^^ kept
      `,
      fixed: 'ONBUILD RUN apk add --no-cache a',
    },
    {
      // The second one needs the index that the first one brings.
      text: dockerfile`
        RUN apk add --update a
        #   ^^^^^^^ kept
        RUN apk add b
        #   ^^^^^^^ kept
      `,
      fixed: dockerfile`
        RUN apk add --no-cache --update a
        RUN apk add --no-cache b
      `,
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN apk update && apk upgrade && apk add a
        #                 ^^^^^^^^^^^ withUpdate
      `,
      fixed: 'RUN apk upgrade --no-cache && apk add --no-cache a',
    },
    {
      safety: 'safe',
      text: dockerfile`
        RUN set -x \
         && sudo apk update \
         && sudo apk add a
        #        ^^^^^^^ withUpdate
      `,
      fixed: dockerfile`
        RUN set -x \
         && sudo apk add --no-cache a
      `,
    },
    {
      // What is installed later needs the index.
      safety: 'unsafe',
      text: dockerfile`
        RUN apk update && apk add a
        #                 ^^^^^^^ withUpdate
        RUN apk add b && rm -rf /var/cache/apk/*
      `,
      fixed: dockerfile`
        RUN apk add --no-cache a
        RUN apk add b && rm -rf /var/cache/apk/*
      `,
    },
    {
      // A script may need the index.
      safety: 'unsafe',
      text: dockerfile`
        RUN apk update && apk add a
        #                 ^^^^^^^ withUpdate
        RUN ./install.sh
      `,
      fixed: dockerfile`
        RUN apk add --no-cache a
        RUN ./install.sh
      `,
    },
    ...dockerfiles`
      RUN apk update && apk fetch b && apk add a
      #                                ^^^^^^^ withUpdate

      RUN ! apk update && apk add a
      #                   ^^^^^^^ withUpdate

      RUN apk update; apk add a
      #               ^^^^^^^ withUpdate

      RUN apk update
      #   ^^^^^^^^^^ update
    `,
  ],
});
