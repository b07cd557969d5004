import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/activate-in-run.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN . /opt/miniconda/etc/profile.d/conda.sh && conda activate x && pip install numpy

    SHELL ["/bin/bash", "-c"]
    RUN eval "$(conda shell.bash hook)" && conda activate x && pip install numpy

    SHELL ["/bin/bash", "--login", "-c"]
    RUN conda init bash
    RUN conda activate x && pip install numpy

    SHELL ["/bin/bash", "-ic"]
    RUN conda activate x

    SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]
    RUN conda activate y && pip install numpy

    RUN bash -lc 'conda activate x && pip install numpy'

    ENV BASH_ENV=/etc/profile.d/conda.sh
    SHELL ["/bin/bash", "-c"]
    RUN conda activate x && pip install numpy

    RUN echo "conda activate x" >> ~/.bashrc

    RUN conda activate x || true

    RUN conda run -n x pip install numpy

    CMD ["bash", "-c", "conda activate x && python train.py"]

    FROM mambaorg/micromamba:2.0
    RUN micromamba activate x && pip install numpy

    ARG BASE
    FROM $BASE
    RUN conda activate x && pip install numpy

    # what is a mistake of the shell
    RUN source activate x && pip install numpy
  `,
  invalid: [
    {
      text: dockerfile`
        FROM continuumio/miniconda3:25.3.1-1
        RUN conda activate x && pip install numpy
        #   ^^^^^^^^^^^^^^^^ unprepared
      `,
      fixed: false,
    },
    ...dockerfiles`
      SHELL ["/bin/bash", "-c"]
      RUN source activate x
      #   ^^^^^^^^^^^^^^^^^ lost

      RUN . /opt/miniconda/bin/activate /envs/x
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lost

      RUN micromamba activate x
      #   ^^^^^^^^^^^^^^^^^^^^^ alone
    `,
    {
      text: dockerfile`
        RUN ["/bin/bash", "-c", "source activate x"]
        #                        ^^^^^^^^^^^^^^^^^ lost
      `,
      data: { command: 'source activate x' },
    },
    {
      text: dockerfile`
        RUN set -e; conda activate -q x; pip install numpy
        #           ^^^^^^^^^^^^^^^^^^^ unprepared
      `,
      fixed: dockerfile`
        RUN set -e; . /opt/miniconda/etc/profile.d/conda.sh; conda activate -q x; pip install numpy
      `,
    },
  ],
});
