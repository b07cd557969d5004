import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/policy/required-instruction.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    // A file without a stage lacks nothing.
    {
      options: { instructions: ['USER'] },
      from: false,
      malformed: true,
      text: '',
    },
    {
      options: { instructions: ['HEALTHCHECK'] },
      texts: dockerfiles`
        # required, in the stage
        HEALTHCHECK CMD true

        # required, switched on last
        HEALTHCHECK NONE
        HEALTHCHECK CMD true
      `,
    },
  ],
  invalid: [
    {
      options: { instructions: ['HEALTHCHECK'] },
      texts: dockerfiles`
        # required, switched off last
        HEALTHCHECK CMD true
        HEALTHCHECK none
        #           ^^^^ none

        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
        ONBUILD HEALTHCHECK CMD true
      `,
    },
  ],
});
