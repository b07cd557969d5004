import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/broken-release.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN pip install azureml-inference-server-http==1.4.1 azureml-ai-monitoring

    RUN pip install azureml-inference-server-http azureml-ai-monitoring

    RUN pip install azureml-inference-server-http==1.4.0 azureml-ai-monitoring azureml-contrib-services

    RUN pip install azureml-inference-server-http==1.4.0 azureml-core

    # the range has one that starts
    RUN pip install 'azureml-inference-server-http>=1.3,<1.5' azureml-ai-monitoring

    # a file may bring azureml-contrib-services
    RUN pip install azureml-inference-server-http==1.3.4 azureml-ai-monitoring -r requirements.txt

    # in another environment
    RUN python -m venv /v && /v/bin/pip install azureml-ai-monitoring && pip install azureml-inference-server-http==1.3.4

    RUN python -m venv /v && /v/bin/pip install azureml-inference-server-http==1.3.4 setuptools
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

    # torch requires setuptools
    RUN python -m venv /v && /v/bin/pip install azureml-inference-server-http==1.3.4 torch==2.5.1
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

    # conda's pip brings setuptools
    RUN conda create -y -p /v python=3.12 pip && /v/bin/pip install azureml-inference-server-http==1.3.4
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

    RUN uv venv --python 3.11 /v && uv pip install --python /v/bin/python azureml-inference-server-http==1.3.4
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

    # gunicorn 20.1.0 requires setuptools
    RUN python -m venv /v && /v/bin/pip install azureml-inference-server-http==1.2.0
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

    # another server is started
    RUN pip install azureml-inference-server-http==1.3.4 azureml-ai-monitoring
    CMD ["python", "app.py"]

    # what the environment of these images has is not known
    FROM mcr.microsoft.com/azureml/curated/mlflow-py312-inference:43
    RUN pip install azureml-inference-server-http==1.3.4 azureml-ai-monitoring
  `,
  invalid: [
    ...dockerfiles`
      RUN pip install azureml-ai-monitoring && pip install azureml_inference_server_http==1.4.0
      #               ~~~~~~~~~~~~~~~~~~~~~
      #                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ monitoring

      RUN pip install 'azureml-inference-server-http~=1.3.0' azureml-ai-monitoring
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ monitoring
      #                                                      ~~~~~~~~~~~~~~~~~~~~~

      RUN python3.12 -m venv /v
      #   ~~~~~~~~~~~~~~~~~~~~~
      RUN /v/bin/pip install azureml-inference-server-http==1.3.0
      #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ distutils
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

      RUN uv venv --python 3.12 /v && uv pip install --python /v azureml-inference-server-http==1.3.4
      #   ~~~~~~~~~~~~~~~~~~~~~~~~
      #                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ distutils
      ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v

      ENV VIRTUAL_ENV=/v
      RUN uv venv -p python3.13 $VIRTUAL_ENV
      #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      RUN uv pip install azureml-inference-server-http==1.3.4
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ distutils
      ENV PATH=/v/bin:$PATH

      RUN virtualenv -p python3.13 /v
      #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~
      ENV PATH=/v/bin:$PATH
      RUN pip install azureml-inference-server-http==1.3.4 numpy
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ distutils
    `,
    {
      text: dockerfile`
        FROM ${TRAINING_24}
        RUN pip install azureml-inference-server-http==1.3.4 azureml-ai-monitoring
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ monitoring
        #                                                    ~~~~~~~~~~~~~~~~~~~~~
        CMD ["runsvdir", "/var/runit"]
      `,
      severity: 'error',
    },
  ],
});
