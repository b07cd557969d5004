import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gpu/toolkit-in-image.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    RUN apt-get install -y nvidia-cuda-toolkit libnvidia-ml-dev libcudnn9-cuda-12

    RUN pip install nvidia-cublas-cu12 nvidia-ml-py

    RUN apt-get remove -y nvidia-container-toolkit

    RUN curl -O https://us.download.nvidia.com/NVIDIA-Linux-x86_64-550.54.15.run

    # a stage that is not shipped
    FROM ${TRAINING} AS build
    RUN apt-get install -y nvidia-driver-550
    FROM ${TRAINING}
  `,
  invalid: dockerfiles`
    RUN apt-get install -y nvidia-driver-550-server=550.90.07-0ubuntu1
    #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ host

    RUN DRIVER=nvidia-utils-535 && apt-get install -y $DRIVER
    #                                                 ^^^^^^^ host

    RUN yum install -y nvidia-docker2
    #                  ^^^^^^^^^^^^^^ host

    RUN apt install -y cuda-drivers && ./NVIDIA-Linux-x86_64-550.54.15.run -s
    #                  ^^^^^^^^^^^^ host
    #                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ driver
  `,
});
