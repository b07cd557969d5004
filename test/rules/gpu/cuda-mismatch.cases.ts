import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gpu/cuda-mismatch.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

const CUDA_12 = 'mcr.microsoft.com/azureml/openmpi5.0-cuda12.6-ubuntu24.04:20260715.v1';

testEdgeCases(rule, {
  from: CUDA_12,
  valid: dockerfiles`
    RUN pip install onnxruntime-gpu==1.20.1 cupy-cuda12x tensorflow-gpu

    # which CUDA it is built for is not known
    RUN pip install onnxruntime-gpu

    RUN pip install torch==2.5.1+cu118 torchvision --index-url https://download.pytorch.org/whl/cu118

    # an environment of its own
    RUN conda create -y -n x python=3.11 && conda install -y -n x cudatoolkit=11.3

    RUN conda install -y -n base cudatoolkit=12.4

    # it brings its libraries
    FROM ${INFERENCE}
    RUN pip install onnxruntime-gpu[cuda,cudnn] && pip install tensorflow[and-cuda]

    FROM ${INFERENCE}
    RUN pip install onnxruntime-gpu nvidia-cudnn-cu12 nvidia-cublas-cu12

    FROM ${INFERENCE}
    RUN pip install torch onnxruntime-gpu

    FROM ubuntu:24.04
    RUN apt-get install -y cuda-toolkit-12-4 && pip install cupy-cuda12x

    FROM ubuntu:24.04
    COPY --from=nvidia/cuda:12.4.1-runtime-ubuntu22.04 /usr/local/cuda /usr/local/cuda
    RUN pip install cupy-cuda12x

    FROM ${INFERENCE}
    RUN pip install onnxruntime torch numpy --extra-index-url https://example.com/simple

    # whether it has CUDA is not known
    FROM nvcr.io/nvidia/pytorch:24.05-py3
    RUN pip install cupy-cuda11x

    FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
    RUN pip install cupy-cuda11x onnxruntime-gpu==1.18.1

    FROM nvidia/cuda:9.2-cudnn7-runtime-ubuntu18.04
    RUN pip install cupy-cuda92==7.0.0 && pip install torch_nightly -f https://download.pytorch.org/whl/nightly/cu92/torch_nightly.html

    # a stage that is not shipped
    FROM python:3.12 AS build
    RUN pip install onnxruntime-gpu
    FROM python:3.12
  `,
  invalid: [
    ...dockerfiles`
      FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
      RUN pip3 install cupy-cuda118 && uv pip install onnxruntime-gpu~=1.18.0
      #                ^^^^^^^^^^^^ other
      #                                               ^^^^^^^^^^^^^^^^^^^^^^^ other

      FROM pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime
      RUN pip install mxnet-cu112
      #               ^^^^^^^^^^^ other

      RUN pip install llama-cpp-python --extra-index-url https://abetlen.github.io/llama-cpp-python/whl/cu118
      #                                                                                                 ^^^^^ other

      RUN conda install -y cudatoolkit=11.8 && conda install -y cuda-toolkit=11
      #                    ^^^^^^^^^^^^^^^^ beside
      #                                                         ^^^^^^^^^^^^^^^ beside

      FROM ${TRAINING}
      RUN pip install tensorflow-gpu==2.11.0
      #               ^^^^^^^^^^^^^^^^^^^^^^ none

      FROM ${TRAINING}
      RUN pip install xformers -f https://download.pytorch.org/whl/cu121/torch_stable.html
      #                                                            ^^^^^ none

      FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
      RUN pip install tensorflow-gpu==2.9.3
      #               ^^^^^^^^^^^^^^^^^^^^^ other

      FROM python:3.12
      RUN pip install cupy-cuda12x && pip install flash-attn==2.6.3+cu123
      #               ^^^^^^^^^^^^ none
      #                                           ^^^^^^^^^^^^^^^^^^^^^^^ none
    `,
    {
      text: dockerfile`
        FROM ${TRAINING}
        RUN conda install -y pytorch pytorch-cuda=12.1 -c pytorch -c nvidia
        #                            ^^^^^^^^^^^^^^^^^ own
      `,
      severity: 'warning',
    },
    {
      text: dockerfile`
        FROM ${INFERENCE}
        RUN pip install torch==2.5.1+cu121
        #               ^^^^^^^^^^^^^^^^^^ own
      `,
      severity: 'info',
    },
  ],
});
