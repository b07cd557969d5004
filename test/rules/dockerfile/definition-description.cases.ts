import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/definition-description.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
      # A is one of two
      ARG A B

      # B is the other
      ARG A B

      # takes back what is above
      #
      ARG A

      # a stage without a name
      FROM python:3.12

      # base of all
      FROM python:3.12 AS Base

      # not about this
      RUN true
      ARG A

      # words to a program
      # hadolint ignore=DL3044
      ARG A
    `,
    {
      options: { asBuildKit: true },
      texts: dockerfiles`
        FROM python:3.12
        # nobody asks
        ARG A

        # check=experimental=SomethingElse
        FROM python:3.12
        # nobody asks for this
        ARG A

        FROM python:3.12
        # check=experimental=all
        RUN true
        # asked for above another one
        ARG A
      `,
    },
  ],
  invalid: [
    ...dockerfiles`
      FROM python:3.12 AS a
      # Base of all
      FROM python:3.12 AS Base
      #                   ^^^^

      FROM python:3.12
      # A: with a colon
      ARG A
      #   ^

      FROM python:3.12
        # A is indented
        ARG A
      #     ^
    `,
    {
      options: { asBuildKit: true },
      texts: dockerfiles`
        # check=experimental=InvalidDefinitionDescription
        FROM python:3.12
        # hadolint ignore=DL3044
        ARG A
        #   ^

        FROM python:3.12
        # check=experimental=all
        ARG A
        #   ^
      `,
    },
    {
      options: { asBuildKit: true },
      buildArgs: { BUILDKIT_DOCKERFILE_CHECK: 'experimental=all' },
      texts: dockerfiles`
        # check=skip=all
        FROM python:3.12
        # asked for by the build argument
        ARG A
        #   ^
      `,
    },
  ],
});
