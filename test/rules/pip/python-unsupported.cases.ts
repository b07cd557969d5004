import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/python-unsupported.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN pip install torch==2.6.0 'torch>=2.1' torch 'numpy<2' numpy==1.26.4 'azureml-train-automl-client>=1.0,<1.19'

    # a Python that is too old for the newest release gets an older one, as it should
    FROM python:3.9
    RUN pip install numpy pandas transformers mlflow

    # builds from its source
    RUN pip install scikit-learn==1.0.2 pandas==1.5.3

    # a Python that is not known
    FROM ${TRAINING}
    RUN pip install azureml-train-automl-runtime==1.62.0

    RUN conda activate x && pip install torch==2.1.2

    RUN uv pip install torch==2.1.2

    RUN conda create -y -n x 'python>=3.9' && conda run -n x pip install torch==2.1.2

    # older than the data
    RUN pip install torch==0.4.1 'tensorflow<1.15'

    # other files, or told to ignore it
    RUN pip install -i https://download.pytorch.org/whl/cu118 torch==2.1.2

    ENV PIP_INDEX_URL=https://pypi.acme.example/simple
    RUN pip install torch==2.1.2

    RUN pip install --ignore-requires-python azureml-train-automl==1.62.0

    RUN pip install $TORCH "torch==$VERSION" && conda install -y torch==2.1.2

    RUN pip uninstall -y torch==2.1.2 && echo pip install torch==2.1.2
  `,
  invalid: [
    ...dockerfiles`
      # the environment that the file makes decides
      RUN conda create -y -n x python=3.8.10 && \
          conda run -n x pip install torch==2.1.2 'numpy==2.0.*'
      #                                           ^^^^^^^^^^^^^^ refused

      RUN python3.13 -m venv /opt/x && /opt/x/bin/python -m pip install onnxruntime==1.17.0
      #                                                                 ^^^^^^^^^^^^^^^^^^^ refused

      # a later change
      RUN conda create -y -p /opt/x python=3.9
      RUN conda install -y -p /opt/x python=3.13
      RUN /opt/x/bin/pip install mltable==1.7.0 azureml-automl-core==1.62.0
      #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ refused

      FROM ${PYTHON}
      RUN ["pip", "install", "numba==0.54.1"]
      #                       ^^^^^^^^^^^^^ refused
      ONBUILD RUN sudo pip install azureml-train-automl
      #                            ^^^^^^^^^^^^^^^^^^^^ older

      RUN pip3.9 install tensorflow==2.21.0
      #                  ^^^^^^^^^^^^^^^^^^ refused

      RUN <<EOF
      pip install \
        "torch>=1.13,<2.2"
      # ^^^^^^^^^^^^^^^^^^ refused
      EOF

      ARG TORCH=1.13.1
      RUN pip install torch==$TORCH
      #               ^^^^^^^^^^^^^ refused
    `,
    {
      data: {
        package: 'azureml-automl-core==1.62.0',
        fitting: 'azureml-automl-core==1.62.0.post3',
        wanted: '3.11',
      },
      text: dockerfile`
        RUN pip install azureml-automl-core==1.62.0
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ refused
      `,
    },
    {
      severity: 'warning',
      data: { taken: '1.18.0.post1', day: '2020-11-13', pythons: '3.9 to 3.11', python: '3.12' },
      text: dockerfile`
        RUN pip install azureml-train-automl-runtime
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ older
      `,
    },
    {
      data: { package: 'numpy==2.5.0', pythons: '3.12 and newer', wanted: '3.12', fitting: 'numpy==2.4.6' },
      text: dockerfile`
        FROM python:3.11-slim
        RUN pip install numpy==2.5.0
        #               ^^^^^^^^^^^^ refused
      `,
    },
  ],
});
