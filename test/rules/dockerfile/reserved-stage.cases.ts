import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/reserved-stage.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    FROM scratch AS contexts

    FROM python:3.12 AS my-scratch
  `,
  invalid: dockerfiles`
    FROM python:3.12 as CONTEXT
    #                   ^^^^^^^
  `,
});
