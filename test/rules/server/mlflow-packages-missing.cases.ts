import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/mlflow-packages-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: 'mcr.microsoft.com/azureml/curated/mlflow-py312-inference:43',
  valid: dockerfiles`
    RUN conda create -y -p /e python=3.11 && /e/bin/pip install azureml-ai-monitoring mlflow-skinny
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e

    RUN conda create -y -p /e python=3.11 && /e/bin/pip install -r requirements.txt
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e

    RUN conda create -y -p /e python=3.11
    COPY src /var/azureml-app
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e AZUREML_ENTRY_SCRIPT=score.py

    RUN conda create -y -p /e python=3.11
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e AML_APP_ROOT=/var/azureml-app

    # a script of one's own takes its place
    RUN conda create -y -p /e python=3.11
    COPY mlflow_score_script.py /var/mlflow_resources/
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e

    # nothing makes it active
    RUN conda create -y -p /e python=3.11

    FROM ${INFERENCE}
    RUN conda create -y -p /e python=3.11
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e
  `,
  invalid: [
    {
      text: dockerfile`
        RUN python -m venv /e && /e/bin/pip install azureml-inference-server-http azureml-mlflow
        #   ~~~~~~~~~~~~~~~~~
        ENV PATH=/e/bin:$PATH
        #        ^^^^^^^^^^^^
      `,
      data: { names: 'azureml-ai-monitoring' },
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/mlflow-ubuntu20.04-py38-cpu-inference:20250506.v1
        RUN conda create -y -n e python=3.11 scikit-learn
        #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/e
        #                                  ^^^^^^^^^^^^^^^^^^^^^
      `,
      data: { names: 'azureml-ai-monitoring mlflow' },
    },
  ],
});
