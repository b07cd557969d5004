import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/gpu/framework-reinstalled.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

const ACPT = 'mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1';

testEdgeCases(rule, {
  from: ACPT,
  valid: dockerfiles`
    RUN pip install torch==2.8.0+cu126 torchvision --index-url https://download.pytorch.org/whl/cu126

    RUN pip install einops transformers -r requirements.txt

    RUN conda create -y -n x python=3.11 && conda run -n x pip install torch

    RUN pip uninstall -y torch

    # of torch: CVE-2025-2999
    RUN apt-get update && \
        # fixes GHSA-vgrw-7cvw-pwgx
        pip install torch==2.10.0

    RUN pip install --no-deps torchvision==0.23.0

    FROM ${TRAINING}
    RUN pip install torch

    FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch28x:biweekly.202601.1
    RUN pip install torch==2.8.1

    # the same version by its name in conda, and what pip does not call so
    RUN conda install -y -n ptca pytorch=2.8.0 && pip install pytorch

    # a stage that is not shipped
    FROM ${ACPT} AS build
    RUN pip install torch==2.5.1
    FROM ${ACPT}
  `,
  invalid: dockerfiles`
    RUN pip install numpy torch torchvision
    #                     ^^^^^

    RUN pip install -U deepspeed && conda run -n ptca pip install "torchvision<0.20"
    #                  ^^^^^^^^^
    #                                                             ^^^^^^^^^^^^^^^^^^

    # CVE-2025-2999 is what an earlier RUN is about
    RUN pip install pyarrow==23.0.1
    # newest
    RUN pip install torch==2.10.0
    #               ^^^^^^^^^^^^^

    RUN conda install -y -n ptca -c pytorch pytorch=2.4
    #                                       ^^^^^^^^^^^

    FROM mcr.microsoft.com/azureml/curated/acpt-pytorch-2.8-cuda12.6:latest
    RUN pip install torch==2.5.1
    #               ^^^^^^^^^^^^
  `,
});
