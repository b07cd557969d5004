import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/server/app-insights.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  valid: [
    {
      from: INFERENCE,
      text: dockerfile`
        # a stray \`=\` is reported once
        ENV AML_APP_INSIGHTS_ENABLED = true
      `,
    },
  ],
  invalid: [],
});
