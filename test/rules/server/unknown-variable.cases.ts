import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/unknown-variable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AZUREML_MODELDIR=/x
        COPY a $AZUREML_MODELDIR
      `,
    },
    ...dockerfiles`
      ARG AZUREML_MODELDIR=/x
      COPY a $AZUREML_MODELDIR

      ENV AZUREML_MODELDIR=/x AZUREML_MODEL_DIR=/x

      ENV AZUREML_RUN_ID=x AZUREML_TEAM=y AML_CORS_ORIGINS=z MODEL_DIR=/x
    `,
  ],
  invalid: [
    {
      texts: dockerfiles`
        ENV AZUREML_APP_ROOT=/x
        #   ^^^^^^^^^^^^^^^^

        ENV AZUREML_APP_ROOT=/x
        #   ^^^^^^^^^^^^^^^^
        COPY a $AZUREML_APP_ROOT
      `,
      fixed: false,
    },
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AZUREML_MODELDIR=/x
        #   ^^^^^^^^^^^^^^^^
      `,
      fixed: false,
    },
  ],
});
