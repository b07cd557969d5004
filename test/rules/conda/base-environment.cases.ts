import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/base-environment.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN pip install --upgrade idna && /opt/miniconda/bin/python -m pip install --upgrade urllib3==2.6.3 setuptools==80.10.2

    RUN pip install -U pip setuptools wheel && conda install -y conda-build && pip install azure-cli

    RUN conda create -y -p /e python=3.11 && /e/bin/pip install numpy

    RUN conda create -y -n e python=3.11 && conda install -y -n e numpy && conda run -n e pip install scipy

    ENV PATH=/e/bin:$PATH
    RUN pip install numpy

    RUN . /e/bin/activate && pip install numpy

    RUN conda env update -n e -f environment.yml

    SHELL ["conda", "run", "-n", "e", "/bin/bash", "-c"]
    RUN pip install numpy

    RUN pip install --target /opt/lib numpy

    # the base is meant, beside an environment of its own
    RUN conda create -y -p /e python=3.11 && /opt/miniconda/bin/pip install idna && conda install -y -n base idna

    # it serves
    RUN pip install numpy
    CMD ["runsvdir", "/var/runit"]

    # a stage that is not shipped
    FROM ${TRAINING} AS build
    RUN pip install build
    FROM ${TRAINING}

    # it has an environment of its own
    FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1
    RUN pip install numpy

    FROM ${INFERENCE}
    RUN pip install numpy
  `,
  invalid: dockerfiles`
    RUN pip install -r requirements.txt
    #   ^^^^^^^^^^^
    RUN pip install pip numpy && conda install -y scipy
    #   ~~~~~~~~~~~
    #                            ~~~~~~~~~~~~~

    RUN conda env update -f conda_env.yml
    #   ^^^^^^^^^^^^^^^^

    RUN /opt/miniconda/bin/pip install numpy
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    RUN conda install -y -n base numpy
    #   ^^^^^^^^^^^^^

    RUN pip install .
    #   ^^^^^^^^^^^

    FROM ${TRAINING} AS base
    RUN pip install numpy
    #   ^^^^^^^^^^^
    FROM base
    ENV A=1
  `,
});
