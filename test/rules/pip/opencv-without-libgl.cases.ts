import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/pip/opencv-without-libgl.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: dockerfiles`
    RUN pip install opencv-python-headless

    RUN pip install opencv-python && pip install opencv-python-headless

    # linked to other libraries
    RUN pip install opencv-python==4.2.0.34 'opencv-contrib-python<4'

    RUN pip install opencv-python && pip uninstall -y opencv-python && pip install some-package

    USER root
    RUN apt-get update && apt-get install -y libgl1-mesa-glx
    RUN pip install opencv-python

    # also when it comes later, and with another package
    RUN pip install opencv-contrib-python
    USER root
    RUN apt-get update && apt-get install -y ffmpeg

    FROM ${TRAINING}
    RUN conda install -y -c conda-forge libgl && pip install opencv-python

    # not known
    USER root
    RUN apt-get install -y $PACKAGES && pip install opencv-python

    USER root
    RUN xargs apt-get install -y <packages.txt && pip install opencv-python

    USER root
    RUN ./prepare.sh && pip install opencv-python

    COPY --from=build /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu
    RUN pip install opencv-python

    FROM private.azurecr.io/vision:1
    RUN pip install opencv-python

    FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    RUN pip install opencv-python

    FROM mcr.microsoft.com/azureml/curated/ai-ml-automl-dnn-vision-gpu:90
    RUN pip install opencv-python

    # a stage that is not shipped
    FROM ${PYTHON} AS build
    RUN pip install opencv-python
    FROM ${PYTHON}

    RUN pip download opencv-python && echo pip install opencv-python
  `,
  invalid: [
    {
      text: dockerfile`
        RUN pip install -r requirements.txt \
            "opencv-contrib-python>=4.8,<5"
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        RUN pip install -r requirements.txt \
            "opencv-contrib-python-headless>=4.8,<5"
      `,
    },
    {
      severity: 'warning',
      text: dockerfile`
        FROM ${TRAINING} AS base
        RUN apt-get update && apt-get install -y git libglib2.0-0 libsm6
        FROM base
        RUN ["/opt/miniconda/bin/python", "-m", "pip", "install", "OpenCV_Python"]
        #                                                          ^^^^^^^^^^^^^
        COPY --from=base /opt/models /opt/models
      `,
      fixed: dockerfile`
        FROM ${TRAINING} AS base
        RUN apt-get update && apt-get install -y git libglib2.0-0 libsm6
        FROM base
        RUN ["/opt/miniconda/bin/python", "-m", "pip", "install", "opencv-python-headless"]
        COPY --from=base /opt/models /opt/models
      `,
    },
    {
      severity: 'info',
      data: { package: 'opencv-python', headless: 'opencv-python-headless' },
      text: dockerfile`
        FROM python:3.12-slim
        RUN <<EOF
        sudo uv pip install --system opencv-python
        #                            ^^^^^^^^^^^^^
        EOF
      `,
      fixed: dockerfile`
        FROM python:3.12-slim
        RUN <<EOF
        sudo uv pip install --system opencv-python-headless
        EOF
      `,
    },
    {
      name: 'a release that has none without windows',
      data: { package: 'opencv-contrib-python==5.1.0.95', headless: 'opencv-contrib-python-headless' },
      text: dockerfile`
        RUN pip install opencv-contrib-python==5.1.0.95
        #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
    dockerfile`
      ARG VERSION=4.10.0.84
      RUN pip install opencv-python==$VERSION
      #               ^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
});
