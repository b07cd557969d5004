import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/incompatible-pins.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN pip install torch==2.5.1 torchvision==0.20.1 'torchaudio==2.5.*' mlflow==2.15.1 azureml-mlflow==1.59.0

    RUN pip install torch torchvision==0.20.1 && pip install 'torch>=2' 'torchvision==0.20.1'

    # each command is resolved by itself
    RUN pip install torch==2.6.0 && pip install --no-deps torchvision==0.20.1

    RUN pip install --no-deps torch==2.6.0 torchvision==0.20.1

    # server/dependency-conflict
    RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0

    # each for another Python
    RUN pip install 'numpy==1.26.4; python_version < "3.9"' 'numpy==2.0.2; python_version >= "3.9"'

    RUN pip install 'numpy>=1.26' 'numpy<2' uvicorn[standard]==0.30.0 uvicorn==0.30.0

    FROM ${PYTHON}
    RUN pip install 'numpy==1.26.4' && pip install numpy==2.0.2

    FROM ${PYTHON}
    RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.7.0

    RUN pip install pandas==1.5.3 'numpy<2'

    RUN pip install pandas==1.5.3 && pip install numpy==1.26.4

    RUN pip install pandas==2.2.3 numpy==2.2.6 && pip install pandas numpy

    # another package decides
    RUN pip install pandas==1.5.3 scipy==1.10.1

    # what others require is not known
    RUN pip install pandas==1.5.3 some-package

    RUN pip install pandas==1.5.3 -r requirements.txt

    RUN pip install some-package
    RUN pip install pandas==1.5.3

    RUN pip install pandas==1.5.3 -c constraints.txt

    RUN pip install pandas==1.5.3 $PACKAGES

    # NumPy 2 is not for this Python
    FROM python:3.8
    RUN pip install pandas==1.5.3

    # this base may have a NumPy
    FROM ${TRAINING}
    RUN pip install pandas==1.5.3

    FROM private.azurecr.io/base:1
    RUN pip install pandas==1.5.3

    RUN python -m venv --system-site-packages /v && /v/bin/pip install pandas==1.5.3

    # azureml-core needs no NumPy
    RUN pip install azureml-core==1.61.0

    RUN echo pip install torch==2.6.0 torchvision==0.20.1
  `,
  invalid: [
    {
      severity: 'error',
      data: { required: 'torch==2.5.1', other: 'torch~=2.6.0', package: 'torchaudio==2.5.1+cu124' },
      text: dockerfile`
        FROM ${PYTHON}
        RUN sudo python3 -m pip install 'torch~=2.6.0' torchaudio==2.5.1+cu124
        #                               ^^^^^^^^^^^^^^ refused
        #                                              ~~~~~~~~~~~~~~~~~~~~~~~
      `,
    },
    ...[TRAINING, PYTHON].map((from) => ({
      from,
      severity: 'error' as const,
      texts: dockerfiles`
        RUN pip install azureml-inference-server-http==1.2.1 inference-schema==1.8.0
        #                                                    ^^^^^^^^^^^^^^^^^^^^^^^ server
        #               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        RUN pip install Numpy==1.26.4 pandas==2.2.3 'numpy>=2'
        #                                           ^^^^^^^^^^ twice
        #               ~~~~~~~~~~~~~
      `,
    })),
    ...dockerfiles`
      ONBUILD RUN uv pip install mlflow==3.1.0 azureml-mlflow==1.59.0
      #                          ^^^^^^^^^^^^^ refused
      #                                        ~~~~~~~~~~~~~~~~~~~~~~

      RUN ["pip", "install", "numpy>=2", "scipy==1.11.4"]
      #                       ^^^^^^^^ refused
      #                                   ~~~~~~~~~~~~~

      RUN pip install pandas==2.2.0 \
      #               ~~~~~~~~~~~~~
          numpy==2.0.1
      #   ^^^^^^^^^^^^ refused
    `,
    {
      severity: 'warning',
      text: dockerfile`
        RUN pip install pandas==1.5.3 scikit-learn==1.0.2 cloudpickle==2.2.1
        #               ^^^^^^^^^^^^^ numpy
      `,
    },
    ...dockerfiles`
      FROM ${PYTHON}
      RUN pip install -U pip && pip install flask
      RUN pip install 'numpy>=1.20' matplotlib==3.7.1
      #                             ^^^^^^^^^^^^^^^^^ numpy

      FROM ${TRAINING}
      RUN conda create -y -n x python=3.10 pip
      RUN conda run -n x pip install opencv-python==4.9.0.80
      #                              ^^^^^^^^^^^^^^^^^^^^^^^ numpy
    `,
    {
      severity: 'warning',
      text: dockerfile`
        FROM ${TRAINING}
        RUN pip install azureml-core==1.61.0
        #               ~~~~~~~~~~~~~~~~~~~~
        RUN pip install 'numpy>=2,<3'
        #               ^^^^^^^^^^^^^ numpyAsked
      `,
    },
  ],
});
