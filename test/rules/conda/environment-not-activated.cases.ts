import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/environment-not-activated.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN conda create -y -p /e python=3.11
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e PATH=/e/bin:$PATH LD_LIBRARY_PATH=/e/lib:$LD_LIBRARY_PATH

    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e
    ENV PATH=$AZUREML_CONDA_ENVIRONMENT_PATH/bin:$PATH
    ENV LD_LIBRARY_PATH=$AZUREML_CONDA_ENVIRONMENT_PATH/lib:$LD_LIBRARY_PATH
    RUN conda create -y -p $AZUREML_CONDA_ENVIRONMENT_PATH python=3.11

    # it takes the place of the image's
    RUN conda env update -n amlenv -f environment.yml && conda create -y -n amlenv python=3.11

    ARG E
    RUN conda create -y -p $E python=3.11

    ARG E
    RUN conda create -y -p /e python=3.11
    ENV PATH=$E/bin:$PATH

    # another program is started
    RUN conda create -y -p /e python=3.11
    CMD ["/e/bin/python", "app.py"]

    # it is for a tool
    RUN python -m venv /opt/tool && /opt/tool/bin/pip install dvc

    # its program is linked
    RUN conda create -y -p /opt/tool python=3.11 && ln -s /opt/tool/bin/tool /usr/local/bin/tool

    # a second one is for something else
    RUN conda create -y -p /e python=3.11 && conda create -y -p /tool python=3.12
    ENV AZUREML_CONDA_ENVIRONMENT_PATH=/e PATH=/e/bin:$PATH LD_LIBRARY_PATH=/e/lib:$LD_LIBRARY_PATH

    FROM ${TRAINING}
    RUN conda create -y -n e python=3.11
    ENV PATH=/opt/miniconda/envs/e/bin:$PATH

    FROM ${TRAINING}
    RUN conda create -y -n e python=3.11 && echo "conda activate e" >> ~/.bashrc

    FROM ${TRAINING}
    RUN conda create -y -n e python=3.11
    CMD ["conda", "run", "-n", "e", "python", "train.py"]

    FROM ${TRAINING}
    RUN conda env create -f environment.yml
    RUN conda run -n job pip list

    FROM ${TRAINING}
    RUN conda env create -f environment.yml
    SHELL ["conda", "run", "-n", "job", "/bin/bash", "-c"]

    FROM ${TRAINING}
    RUN conda env create -f environment.yml
    ENV CONDA_DEFAULT_ENV=job

    FROM ${TRAINING}
    RUN python -m venv /opt/tool && /opt/tool/bin/pip install poetry

    FROM python:3.12
    RUN conda create -y -p /e python=3.11
  `,
  invalid: [
    {
      text: dockerfile`
        RUN conda create -y -p /e python=3.11 && conda create -y -p /f python=3.11
        #                                        ^^^^^^^^^^^^ inactive
      `,
      fixed: dockerfile`
        RUN conda create -y -p /e python=3.11 && conda create -y -p /f python=3.11
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/f PATH=/f/bin:$PATH LD_LIBRARY_PATH=/f/lib:$LD_LIBRARY_PATH
      `,
    },
    {
      text: dockerfile`
        RUN python -m venv /v && /v/bin/pip install azureml-inference-server-http
        #   ^^^^^^ inactive
        ENV PATH=$PATH:/v/bin
      `,
      fixed: dockerfile`
        RUN python -m venv /v && /v/bin/pip install azureml-inference-server-http
        ENV PATH=$PATH:/v/bin
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/v PATH=/v/bin:$PATH LD_LIBRARY_PATH=/v/lib:$LD_LIBRARY_PATH
      `,
    },
    {
      text: dockerfile`
        RUN conda create -y -n e python=3.11
        #   ^^^^^^^^^^^^ inactive
        RUN echo "source activate e" >> ~/.bashrc
      `,
      fixed: dockerfile`
        RUN conda create -y -n e python=3.11
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/e PATH=/opt/miniconda/envs/e/bin:$PATH LD_LIBRARY_PATH=/opt/miniconda/envs/e/lib:$LD_LIBRARY_PATH
        RUN echo "source activate e" >> ~/.bashrc
      `,
    },
    {
      text: dockerfile`
        RUN mamba create -y -n e python=3.11
        #   ^^^^^^^^^^^^ partly
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/e LD_LIBRARY_PATH=/opt/miniconda/envs/e/lib
      `,
      fixed: dockerfile`
        RUN mamba create -y -n e python=3.11
        ENV AZUREML_CONDA_ENVIRONMENT_PATH=/opt/miniconda/envs/e LD_LIBRARY_PATH=/opt/miniconda/envs/e/lib
        ENV PATH=/opt/miniconda/envs/e/bin:$PATH
      `,
    },
    {
      text: dockerfile`
        FROM ${TRAINING}
        RUN conda env create -f environment.yml
        #   ^^^^^^^^^^^^^^^^ unnamed
      `,
      severity: 'info',
    },
  ],
});
