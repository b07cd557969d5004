import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/server/package-reinstalled.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  valid: [
    {
      from: TRAINING_24,
      text: 'RUN pip install azureml-inference-server-http',
    },
  ],
  invalid: [
    {
      from: INFERENCE,
      text: dockerfile`
        RUN pip install azureml-inference-server-http
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
    {
      from: CURATED_INFERENCE,
      text: dockerfile`
        RUN pip install azureml-inference-server-http
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
  ],
});
