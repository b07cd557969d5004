import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/removed-option.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install --use-feature=fast-deps --use-deprecated=legacy-resolver --use-pep517 --config-settings a=b flask

    # pinned to a release that has it
    RUN pip install 'pip<23' && pip install --install-option=--mpi lightgbm

    RUN conda create -y -p /opt/x python=3.8 pip=20.2.4 && /opt/x/bin/pip install --install-option=--mpi lightgbm

    RUN pip install pip==24.0
    RUN pip install --no-use-pep517 --global-option=--cpp_ext apex

    # bases with a pip of their day
    FROM ubuntu:18.04
    RUN pip3 install --install-option=--mpi lightgbm

    FROM debian:stretch-slim
    RUN pip3 install --process-dependency-links lightgbm

    FROM python:2.7
    RUN pip install --allow-external x --egg y

    FROM mcr.microsoft.com/azureml/openmpi3.1.2-ubuntu18.04:20220113.v1
    RUN pip install --install-option=--mpi lightgbm

    RUN uv pip install --no-build-isolation flask && pipx install --global black

    RUN pip config set global.timeout 60 && pip config get global.timeout && pip config set global.timeout '= 60'

    RUN echo pip install --install-option=--mpi
  `,
  invalid: [
    ...dockerfiles`
      FROM ${INFERENCE}
      RUN pip install x --install-option="--mpi" --no-use-pep517
      #                 ^^^^^^^^^^^^^^^^^^^^^^^^ removed
      #                                          ^^^^^^^^^^^^^^^ perhaps

      FROM ${PYTHON}
      RUN ["pip", "install", "--use-feature", "2020-resolver", "x"]
      #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed
      ONBUILD RUN sudo pip install --build-dir /tmp/b x
      #                            ^^^^^^^^^^^^^^^^^^ removed

      RUN pip install -U pip && pip install --install-option=--mpi x
      #                                     ^^^^^^^^^^^^^^^^^^^^^^ removed

      # the last one counts
      RUN conda create -y -p /opt/x python=3.9 pip=20.2.4
      ENV PATH=/opt/x/bin:$PATH
      RUN pip install --upgrade pip setuptools && pip install --global-option=--x x && pip install --install-option=--x x
      #                                                       ^^^^^^^^^^^^^^^^^^^ removed
      #                                                                                            ^^^^^^^^^^^^^^^^^^^^ removed

      RUN <<EOF
      python -m pip install --no-use-wheel x
      #                     ^^^^^^^^^^^^^^ perhaps
      EOF

      RUN conda create -y -n x python=3.13 && conda run -n x pip install --install-option=--mpi x
      #                                                                  ^^^^^^^^^^^^^^^^^^^^^^ removed
    `,
    {
      name: 'how bad it is',
      severity: ['error', 'warning', 'error'],
      text: dockerfile`
        FROM ${INFERENCE}
        RUN pip install --use-feature=2020-resolver x && pip install --global-option=--x x
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed
        #                                                            ^^^^^^^^^^^^^^^^^^^ perhaps
        RUN pip3 config set global.index-url = "https://pypi.acme.example"
        #                                    ^ config
      `,
    },
    {
      name: 'elsewhere it is a warning',
      severity: 'warning',
      text: dockerfile`
        FROM ${PYTHON}
        RUN pip install --install-option=--mpi x
        #               ^^^^^^^^^^^^^^^^^^^^^^ removed
      `,
    },
  ],
});
