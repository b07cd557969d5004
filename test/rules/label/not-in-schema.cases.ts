import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/label/not-in-schema.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'ubuntu:24.04',
  valid: [
    { name: 'without a schema', text: 'LABEL team=scoring\n' },
    { name: 'not strict', options: { schema: { team: 'text' } }, text: 'LABEL owner=ann\n' },
    {
      name: 'in an image that is built on this one, and by a key that only the build knows',
      options: { strict: true },
      text: 'ARG KEY\nLABEL $KEY=v\nONBUILD LABEL owner=ann\n',
    },
  ],
  invalid: [
    {
      name: 'a schema without labels',
      options: { strict: true },
      data: { allowed: 'no label' },
      text: dockerfile`
        LABEL team=scoring
        #     ^^^^
      `,
    },
    {
      name: 'a name that every object has',
      options: { strict: true, schema: { team: 'text' } },
      text: dockerfile`
        LABEL team=scoring toString=a
        #                  ^^^^^^^^
      `,
    },
  ],
});
