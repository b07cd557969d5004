import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/duplicate-stage.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: dockerfiles`
    FROM python:3.12 AS a
    FROM a AS b
    FROM b
  `,
  invalid: dockerfiles`
    FROM python:3.12 AS a
    FROM python:3.12 AS a
    #                   ^
    FROM python:3.12 AS A
    #                   ^
  `,
});
