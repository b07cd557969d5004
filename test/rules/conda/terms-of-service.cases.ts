import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/terms-of-service.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN conda tos accept && conda install -y numpy

    RUN conda config --remove channels defaults
    RUN conda install -y numpy

    COPY environment.yml .
    RUN conda env create -f environment.yml

    RUN echo 'channels: [conda-forge]' > ~/.condarc && conda install -y numpy

    RUN CONDA_PLUGINS_AUTO_ACCEPT_TOS=1 conda install -y numpy

    RUN mamba install -y numpy

    RUN conda create -y -n x --clone base

    RUN conda list && conda clean -afy
  `,
  invalid: dockerfiles`
    RUN conda install -y -c conda-forge numpy
    #   ^^^^^^^^^^^^^

    ENV CONDA_PLUGINS_AUTO_ACCEPT_TOS=no
    RUN conda update -y numpy && conda tos accept
    #   ^^^^^^^^^^^^
  `,
});
