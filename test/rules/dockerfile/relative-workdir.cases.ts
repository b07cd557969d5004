import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/relative-workdir.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
      WORKDIR "/app"

      # only the build knows
      ARG DIR
      WORKDIR $DIR

      # the base image may set it
      WORKDIR $HOME/app

      # Windows
      WORKDIR C:\app

      # another build carries it out
      ONBUILD WORKDIR app

      # the stage below it is absolute
      FROM python:3.12 AS base
      WORKDIR /app
      FROM base
      WORKDIR src

      # the trigger is absolute
      FROM python:3.12 AS base
      ONBUILD WORKDIR /app
      FROM base
      WORKDIR src
    `,
  ],
  invalid: [
    {
      texts: dockerfiles`
        WORKDIR "app"
        #       ^^^^^

        # the second is relative to the first, which is to be mended
        WORKDIR ./app
        #       ^^^^^
        WORKDIR src

        # the beginning is enough
        ARG VERSION
        WORKDIR app-$VERSION
        #       ^^^^^^^^^^^^

        # each stage has its own
        FROM python:3.12
        WORKDIR /app
        FROM python:3.12
        WORKDIR app
        #       ^^^

        # a directory like another on Linux
        FROM scratch
        WORKDIR C:/app
        #       ^^^^^^

        # nothing else can set it
        FROM scratch
        WORKDIR $NOTHING
        #       ^^^^^^^^ empty
      `,
    },
    {
      name: 'where the base image is, is not known',
      text: 'WORKDIR ./app\n#       ^^^^^\n',
      message: /`WORKDIR \/…\/app`\.$/,
    },
    {
      options: { emptyArgs: true },
      texts: dockerfiles`
        ARG DIR
        WORKDIR $DIR
        #       ^^^^ empty
      `,
    },
    {
      options: { every: true },
      texts: dockerfiles`
        # below what only the build knows
        ARG DIR
        WORKDIR $DIR
        WORKDIR src
        #       ^^^ later
      `,
    },
  ],
});
