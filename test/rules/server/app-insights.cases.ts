import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/app-insights.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      text: dockerfile`
        # a stray \`=\` is reported once
        ENV AML_APP_INSIGHTS_ENABLED = true
      `,
    },
  ],
  invalid: [
    // Other values.
    {
      safety: 'safe',
      text: dockerfile`
        ENV AML_APP_INSIGHTS_ENABLED=True
        #                            ^^^^ value
      `,
      fixed: 'ENV AML_APP_INSIGHTS_ENABLED=true',
    },
    {
      text: dockerfile`
        ENV AML_APP_INSIGHTS_ENABLED="TRUE"
        #                            ^^^^^^ value
      `,
      fixed: 'ENV AML_APP_INSIGHTS_ENABLED="true"',
    },
    {
      text: dockerfile`
        ENV AML_APP_INSIGHTS_ENABLED=False A=True
        #                            ^^^^^ value
      `,
      fixed: 'ENV AML_APP_INSIGHTS_ENABLED=false A=True',
    },
    // Not if a variable contains it, or something reads it.
    ...dockerfiles`
      ARG ON=True
      ENV AML_APP_INSIGHTS_ENABLED=$ON
      #                            ^^^ value

      ENV AML_APP_INSIGHTS_ENABLED=True
      #                            ^^^^ value
      RUN test "$AML_APP_INSIGHTS_ENABLED" = True
    `,
  ],
});
