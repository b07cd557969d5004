import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/policy/forbidden-instruction.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  valid: [],
  invalid: [
    {
      options: { instructions: ['ARG', 'MAINTAINER'] },
      text: dockerfile`
        # forbidden, in lower case and before the first stage
        arg A=b
        #^^
        FROM ${INFERENCE}
        maintainer me
        #^^^^^^^^^
      `,
    },
  ],
});
