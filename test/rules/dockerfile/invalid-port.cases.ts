import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/invalid-port.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    ...dockerfiles`
      EXPOSE :80
    `,
    {
      options: { only: 'mappings' },
      texts: dockerfiles`
        EXPOSE http 70000
      `,
    },
    {
      options: { only: 'numbers' },
      texts: dockerfiles`
        EXPOSE http 8080:80
      `,
    },
  ],
  invalid: [
    {
      options: { only: 'numbers' },
      texts: dockerfiles`
        EXPOSE 70000/udp 80-70000
        #      ^^^^^^^^^ ^^^^^^^^
      `,
    },
    {
      options: { only: 'mappings' },
      texts: dockerfiles`
        EXPOSE 8080:80
        #      ^^^^^^^

        FROM python:3.12 AS base
        ONBUILD EXPOSE 8080:80
        FROM base
        #    ^^^^
      `,
    },
  ],
});
