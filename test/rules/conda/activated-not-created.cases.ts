import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/activated-not-created.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    ENV PATH=/opt/miniconda/envs/amlenv/bin:$PATH

    # below the environment of the image
    ENV LD_LIBRARY_PATH=/opt/miniconda/envs/amlenv/lib/python3.12/site-packages/torch/lib:$LD_LIBRARY_PATH

    RUN conda create -y -n ranker python=3.11
    ENV PATH=/opt/miniconda/envs/ranker/bin:$PATH

    # the name is in the file
    RUN conda env create -f environment.yml
    ENV PATH=/opt/miniconda/envs/ranker/bin:$PATH

    ARG E
    RUN conda create -y -p $E python=3.11
    ENV PATH=/azureml-envs/ranker/bin:$PATH

    FROM continuumio/miniconda3 AS build
    RUN conda create -y -p /azureml-envs/ranker python=3.11
    FROM ${INFERENCE}
    COPY --from=build /azureml-envs/ranker /azureml-envs/ranker
    ENV PATH=/azureml-envs/ranker/bin:$PATH

    COPY install.sh /tmp/
    RUN bash /tmp/install.sh
    ENV PATH=/azureml-envs/ranker/bin:$PATH

    ENV PATH=/opt/app/bin:$PATH

    RUN curl -O https://example.com/Miniforge3.sh && bash Miniforge3.sh -b -p /opt/conda
    ENV PATH=/opt/conda/bin:$PATH

    RUN . /opt/miniconda/bin/activate amlenv && ls $CONDA_PREFIX

    RUN ls \${CONDA_PREFIX:-/opt} && echo '$CONDA_PREFIX'

    ENV CONDA_PREFIX=/opt/miniconda/envs/amlenv
    RUN ls $CONDA_PREFIX

    RUN conda run -n amlenv bash -c 'ls $CONDA_PREFIX'

    FROM ${CURATED_INFERENCE}
    ENV LD_LIBRARY_PATH=/azureml-envs/minimal/lib:$LD_LIBRARY_PATH

    # what it has is not known
    FROM mcr.microsoft.com/azureml/curated/sklearn-1.5:latest
    ENV PATH=/azureml-envs/sklearn-1.5/bin:$PATH
    RUN ls $CONDA_PREFIX

    FROM python:3.12
    ENV PATH=/azureml-envs/ranker/bin:$PATH
  `,
  invalid: [
    ...dockerfiles`
      ENV PATH=/opt/conda/bin:$PATH
      #        ^^^^^^^^^^^^^^ absent

      ENV E=/azureml-envs/ranker
      ENV LD_LIBRARY_PATH=$E/lib:$LD_LIBRARY_PATH
      #                   ^^^^^^^^^^^^^^^^^^^^^^^ absent

      RUN conda create -y -n other python=3.11
      ENV CONDA_PREFIX=/opt/miniconda/envs/ranker
      #                ^^^^^^^^^^^^^^^^^^^^^^^^^^ absent

      RUN mkdir -p "\${CONDA_PREFIX}/etc"
      #            ^^^^^^^^^^^^^^^^^^^^^ unset

      FROM ${CURATED_INFERENCE}
      ENV PATH=/opt/miniconda/envs/amlenv/bin:$PATH
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ absent
    `,
    {
      text: dockerfile`
        FROM ${TRAINING}
        RUN pip install numpy
        ENV PATH=/azureml-envs/job/bin:$PATH
        #        ^^^^^^^^^^^^^^^^^^^^^ absent
      `,
      severity: 'info',
    },
  ],
});
