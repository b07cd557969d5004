import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/cache-kept.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN conda install -y numpy && conda clean --all -y

    RUN conda install -y numpy && conda clean -yt

    RUN conda install -y numpy && rm -rf /opt/miniconda/pkgs

    RUN --mount=type=cache,target=/opt/miniconda/pkgs conda install -y numpy

    RUN mamba install -y numpy && mamba clean -afy

    RUN conda list && conda config --add channels conda-forge

    RUN conda create --dry-run -n x python=3.11

    RUN <<EOF
    conda install -y numpy
    conda clean --packages --tarballs
    EOF

    # a stage that is only copied from
    FROM continuumio/miniconda3 AS build
    RUN conda create -y -p /env python=3.11
    FROM ${TRAINING}
    COPY --from=build /env /env
  `,
  invalid: [
    {
      texts: dockerfiles`
        RUN conda install -y numpy && conda install -y scipy
        #                             ^^^^^^^^^^^^^

        RUN conda clean -afy && conda install -y numpy
        #                       ^^^^^^^^^^^^^

        RUN conda install -y numpy && conda clean --index-cache
        #   ^^^^^^^^^^^^^

        RUN conda install -y numpy && rm -rf /tmp/*
        #   ^^^^^^^^^^^^^

        RUN ["conda", "install", "-y", "numpy"]
        #     ^^^^^^^^^^^^^^^^

        RUN sudo conda install -y numpy
        #        ^^^^^^^^^^^^^

        RUN bash -c 'conda update -y --all'
        #            ^^^^^^^^^^^^

        # the end of the RUN may not find it
        RUN cd /opt/conda/bin && ./conda install -y numpy && cd /
        #                        ^^^^^^^^^^^^^^^

        RUN PATH=/opt/conda/bin:$PATH conda install -y numpy
        #                             ^^^^^^^^^^^^^

        RUN (export PATH=/opt/conda/bin:$PATH && conda install -y numpy)
        #                                        ^^^^^^^^^^^^^

        RUN conda create -y -p /env numpy && rm -rf /srv/conda
        #   ^^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        RUN micromamba install -y numpy
        #   ^^^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN micromamba install -y numpy && micromamba clean -afy
      `,
    },
    {
      text: dockerfile`
        RUN $CONDA_DIR/bin/conda install -y numpy
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN $CONDA_DIR/bin/conda install -y numpy && $CONDA_DIR/bin/conda clean -afy
      `,
    },
    {
      text: dockerfile`
        RUN set -e; /opt/miniconda/bin/conda install -y numpy; echo done
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN set -e; /opt/miniconda/bin/conda install -y numpy; echo done; /opt/miniconda/bin/conda clean -afy
      `,
    },
  ],
});
