import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/wrong-environment.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: CURATED_INFERENCE,
  valid: dockerfiles`
    RUN conda create -y -n amlenv python=3.11 && conda install -y -n amlenv numpy

    # the name is in the file
    RUN conda env create -f environment.yml && conda install -y -n amlenv numpy

    RUN conda install -y -p /azureml-envs/minimal numpy

    RUN conda install -y -n ranker numpy

    ARG NAME
    RUN conda install -y -n $NAME numpy

    # a file for several images
    RUN if [ -d /opt/conda/envs/ptca ]; then conda install -y -p /opt/conda/envs/ptca numpy; fi

    FROM ${INFERENCE}
    RUN conda env update -n amlenv -f environment.yml && /opt/miniconda/envs/amlenv/bin/pip list

    # where its Python is, is not known
    FROM mcr.microsoft.com/azureml/pytorch-1.6-ubuntu18.04-py37-cpu-inference:latest
    RUN conda install -y -n amlenv numpy

    FROM python:3.12
    RUN conda install -y -n amlenv numpy
  `,
  invalid: dockerfiles`
    RUN conda run -n amlenv pip install numpy
    #                ^^^^^^

    RUN conda install -y --name=ptca numpy
    #                           ^^^^

    RUN conda activate amlenv
    #                  ^^^^^^

    FROM ${TRAINING}
    COPY environment.yml .
    RUN conda env update -n amlenv -f environment.yml
    #                       ^^^^^^

    FROM ${TRAINING}
    RUN conda install -y -p /azureml-envs/minimal numpy
    #                       ^^^^^^^^^^^^^^^^^^^^^

    ENV NAME=amlenv
    RUN conda install -y -n $NAME numpy
    #                       ^^^^^
  `,
});
