import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/sdk-v1-retired.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install azureml-mlflow azureml-inference-server-http azureml-defaults azureml-dataprep azureml-contrib-services

    RUN pip install azure-ai-ml mltable azureml-fsspec azureml-ai-monitoring azureml-metrics azureml-acft-accelerator

    RUN pip uninstall -y azureml-core && pip show azureml-core && pip download azureml-core

    RUN pip install $AZUREML_CORE && apt-get install -y azureml-core

    RUN echo pip install azureml-core

    # pip/conflicting-sdks tells it
    RUN pip install azureml-core azure-ai-ml
  `,
  invalid: [
    ...dockerfiles`
      RUN uv pip install --system "azureml-pipeline-steps>=1.60"
      #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      RUN ["python", "-m", "pip", "install", "azureml.widgets"]
      #                                       ^^^^^^^^^^^^^^^

      ONBUILD RUN sudo pip install azureml-train-core
      #                            ^^^^^^^^^^^^^^^^^^

      RUN pip install flask \
          azureml_sdk[notebooks] \
      #   ^^^^^^^^^^^^^^^^^^^^^^
          azureml-contrib-fairness
      #   ~~~~~~~~~~~~~~~~~~~~~~~~

      ARG SDK=azureml-sdk==1.61
      RUN pip install $SDK
      #               ^^^^
    `,
    {
      name: 'before the end',
      now: '2026-06-01',
      data: { package: 'azureml-core', ended: 'ends', day: '2026-06-30' },
      text: dockerfile`
        RUN pip install azureml-core
        #               ^^^^^^^^^^^^
      `,
    },
  ],
});
