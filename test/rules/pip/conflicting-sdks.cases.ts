import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/conflicting-sdks.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install azure-ai-ml azureml-mlflow azureml-defaults azureml-inference-server-http mltable azureml-dataset-runtime

    # two environments
    RUN /opt/a/bin/pip install azureml-core && /opt/b/bin/pip install azure-ai-ml

    RUN conda run -n a pip install azureml-core && conda run -n b pip install azure-ai-ml

    # two images
    FROM ubuntu:24.04 AS a
    RUN pip install azureml-core
    FROM ubuntu:24.04
    RUN pip install azure-ai-ml

    # not known
    RUN pip install azureml-core $PACKAGES
    RUN conda activate x && pip install azure-ai-ml

    RUN apt-get install -y azureml-core azure-ai-ml

    RUN echo pip install azureml-core azure-ai-ml
  `,
  invalid: dockerfiles`
    RUN pip install azure_ai_ml AzureML.SDK==1.61
    #               ~~~~~~~~~~~
    #                           ^^^^^^^^^^^^^^^^^

    FROM ubuntu:24.04 AS base
    RUN pip install azureml-train-automl-client
    #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    FROM base
    RUN python3 -m pip install azure-ai-ml
    #                          ~~~~~~~~~~~

    RUN conda create -y -n x python=3.10 && conda run -n x pip install azureml-core
    #                                                                  ^^^^^^^^^^^^
    ONBUILD RUN /opt/miniconda/envs/x/bin/pip install azure-ai-ml
    #                                                 ~~~~~~~~~~~

    RUN uv pip install azureml-core azure-ai-ml
    #                  ^^^^^^^^^^^^
    #                               ~~~~~~~~~~~

    RUN <<EOF
    pip install azureml-core
    #           ^^^^^^^^^^^^
    pip install azure-ai-ml
    #           ~~~~~~~~~~~
    EOF
  `,
});
