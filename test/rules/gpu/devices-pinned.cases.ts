import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gpu/devices-pinned.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    ARG DEVICES
    ENV CUDA_VISIBLE_DEVICES=$DEVICES

    # only while the image is built
    ARG CUDA_VISIBLE_DEVICES=0

    RUN CUDA_VISIBLE_DEVICES=0 python train.py

    ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility

    # a stage that is not shipped
    FROM ${TRAINING} AS build
    ENV CUDA_VISIBLE_DEVICES=0
    FROM ${TRAINING}

    # a later value keeps none back
    ENV NVIDIA_VISIBLE_DEVICES=0
    ENV NVIDIA_VISIBLE_DEVICES=all
  `,
  invalid: [
    ...dockerfiles`
      ENV PYTHONUNBUFFERED=1 CUDA_VISIBLE_DEVICES=0,1
      #                      ^^^^^^^^^^^^^^^^^^^^^^^^ pinned

      ENV CUDA_VISIBLE_DEVICES ""
      #   ^^^^^^^^^^^^^^^^^^^^^^^ none

      ENV CUDA_VISIBLE_DEVICES=-1
      #   ^^^^^^^^^^^^^^^^^^^^^^^ none

      ENV NVIDIA_VISIBLE_DEVICES=GPU-3a23c669
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pinned

      ARG DEVICES=0
      ENV CUDA_VISIBLE_DEVICES=$DEVICES
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pinned

      FROM ${TRAINING} AS base
      ENV CUDA_VISIBLE_DEVICES=0
      #   ^^^^^^^^^^^^^^^^^^^^^^ pinned
      FROM base
    `,
    {
      text: dockerfile`
        FROM python:3.12
        ENV NVIDIA_VISIBLE_DEVICES=void
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ none
      `,
      severity: 'info',
    },
  ],
});
