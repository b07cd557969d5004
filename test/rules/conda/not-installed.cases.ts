import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/conda/not-installed.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: 'ubuntu:24.04',
  valid: dockerfiles`
    RUN curl -fsSLO https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh && bash Miniconda3-latest-Linux-x86_64.sh -b && conda list

    RUN curl -fsSL https://example.com/setup.sh | bash
    RUN conda list

    ADD https://github.com/conda-forge/miniforge/releases/download/25.3.0-1/Miniforge3-Linux-x86_64.sh /tmp/
    RUN sh /tmp/Miniforge3-Linux-x86_64.sh -b -p /opt/conda
    RUN /opt/conda/bin/conda install -y numpy

    COPY --from=continuumio/miniconda3 /opt/conda /opt/conda
    RUN /opt/conda/bin/conda install -y numpy

    COPY --from=continuumio/miniconda3 /opt /opt
    RUN conda install -y numpy

    RUN pip install conda && conda list

    ARG VERSION=miniconda3-4.3.30
    RUN pyenv install $VERSION
    RUN conda list

    ENV PATH=/opt/conda/bin:$PATH
    RUN conda install -y numpy

    RUN conda --version || true

    RUN mamba install -y numpy

    RUN echo conda

    ONBUILD RUN conda install -y numpy

    FROM continuumio/miniconda3
    RUN conda install -y numpy

    FROM ${TRAINING}
    RUN conda install -y numpy

    ARG BASE
    FROM $BASE
    RUN conda install -y numpy

    # it is installed in the stage that this one builds on
    FROM debian:12 AS base
    RUN ./install-miniconda.sh
    FROM base
    RUN conda install -y numpy
  `,
  invalid: dockerfiles`
    FROM nvcr.io/nvidia/cuda:12.4.1-runtime-ubuntu22.04
    RUN conda install -y numpy
    #   ^^^^^

    COPY . /app
    RUN apt-get update && apt-get install -y curl && conda install -y numpy
    #                                                ^^^^^

    COPY conda.yml /tmp/
    RUN conda env create -f /tmp/conda.yml
    #   ^^^^^
    RUN conda clean -afy

    FROM continuumio/miniconda3 AS build
    RUN conda create -y -p /env python=3.11
    FROM python:3.11
    COPY --from=build /env /env
    RUN conda run -p /env python -V && conda list
    #                                  ^^^^^
  `,
});
