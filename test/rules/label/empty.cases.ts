import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/label/empty.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { PYTHON } from '../images.ts';

testEdgeCases(rule, {
  from: PYTHON,
  valid: [
    { name: 'a blank', text: 'LABEL team=" "\n' },
    { name: 'what the build or the base gives', text: 'ARG TEAM\nLABEL team=$TEAM owner=$OWNER\n' },
    {
      name: 'not of the schema',
      options: { names: 'schema', schema: { team: 'text' } },
      text: 'LABEL owner=""\n',
    },
  ],
  invalid: [
    {
      severity: 'warning',
      text: dockerfile`
        LABEL a= b='' c=""
        #     ^^
        #        ^^^^
        #             ^^^^
      `,
    },
    ...dockerfiles`
      # a variable that is empty
      ARG A=
      LABEL a=$A
      #     ^^^^
    `,
    {
      name: 'of the schema',
      options: { names: 'schema', schema: { created: 'rfc3339' } },
      data: { example: 'YYYY-MM-DDT00:00:00Z' },
      text: dockerfile`
        LABEL created=""
        #     ^^^^^^^^^^
      `,
    },
  ],
});
