import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/invalid-default-arg.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: [
    {
      // base-image/unresolved speaks about it.
      managedBuild: true,
      texts: dockerfiles`
        ARG TAG
        FROM python:$TAG
      `,
    },
  ],
  invalid: [
    {
      managedBuild: true,
      severity: 'error',
      text: dockerfile`
        ARG TAG=
        FROM python:$TAG
        #    ^^^^^^^^^^^
      `,
    },
    {
      severity: 'warning',
      text: dockerfile`
        ARG TAG=
        FROM python:$TAG
        #    ^^^^^^^^^^^
      `,
    },
  ],
});
