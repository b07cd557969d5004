import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/legacy-key-value.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    ENV A=1 B="2 3"

    # two arguments
    ARG A B

    # another build carries it out
    ONBUILD ENV A 1
  `,
  invalid: [
    {
      name: 'quotes are kept',
      text: dockerfile`
        ENV A "b c"
        #   ^
        LABEL b 'it is'
        #     ~
        ENV C   $A/x
        #   ~
        env \
          D   d  e
        # ~
      `,
      fixed: dockerfile`
        ENV A="b c"
        LABEL b='it is'
        ENV C=$A/x
        env \
          D="d  e"
      `,
    },
    {
      name: 'no fix where quotes or escapes would mean something else',
      text: dockerfile`
        ENV A b "c d"
        #   ^
        ENV B b\ c d
        #   ~
      `,
    },
    {
      name: 'what a fix can write, and what it cannot',
      text: dockerfile`
        ENV A b "c d"
        #   ^
        ENV B b
        #   ^
        LABEL c d
        #     ~
        ENV D d "e f"
        #   ~
      `,
      data: [{ others: ', and so in 1 other place' }, { others: ', and so in 1 other place' }],
      fixed: dockerfile`
        ENV A b "c d"
        #   ^
        ENV B=b
        LABEL c=d
        ENV D d "e f"
        #   ~
      `,
    },
    {
      name: 'each, as BuildKit does',
      options: { report: 'each' },
      text: dockerfile`
        ENV A b
        #   ^
        LABEL c d
        #     ^
      `,
      fixed: dockerfile`
        ENV A=b
        LABEL c=d
      `,
    },
    dockerfile`
      FROM python:3.12 AS base
      ONBUILD ENV A 1
      FROM base
      #    ^^^^
    `,
  ],
});
