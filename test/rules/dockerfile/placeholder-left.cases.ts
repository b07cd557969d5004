import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/dockerfile/placeholder-left.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  from: 'scratch',
  valid: [],
  invalid: [
    {
      severity: 'info',
      text: dockerfile`
        ENV SUBSCRIPTION=<subscription>
        #                ^^^^^^^^^^^^^^ own
      `,
    },
    {
      severity: 'error',
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=<script>
        #                        ^^^^^^^^ left
      `,
    },
  ],
});
