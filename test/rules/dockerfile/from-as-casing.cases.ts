import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/from-as-casing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    from python:3.12 as a

    # dockerfile/instruction-casing reports it
    From python:3.12 as a
  `,
  invalid: [
    {
      texts: dockerfiles`
        from python:3.12 AS a
        #                ^^

        FROM python:3.12 As a
        #                ^^
      `,
      fixed: false,
    },
  ],
});
