import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/malformed-tag.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: dockerfiles`
    FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest

    # the old form, with the number of a build
    FROM mcr.microsoft.com/azureml/openmpi3.1.2-ubuntu18.04:20210210.31228572

    FROM mcr.microsoft.com/azureml/minimal-py312-inference:20990101.v12

    FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1

    FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:20260715.v1

    FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2004-cu117-py38-torch201:biweekly.202308.1.v1

    FROM mcr.microsoft.com/azureml/base:openmpi3.1.2-ubuntu18.04

    FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:{{latest-image-tag}}

    ARG TAG
    FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:$TAG

    # the digest decides
    FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715@sha256:a1b514f3ba884b9a7695cbba5638933ddaf222e8ce3e8c81e8cdf861679abb05

    FROM python:20240909.1

    # an image that the catalog does not have
    FROM mcr.microsoft.com/azureml/promptflow/promptflow-runtime:20240909.1
  `,
  invalid: [
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/minimal-py312-inference:20260715
        #                                                      ^^^^^^^^
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/minimal-py312-inference:20260715.v1
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/inference-base-2204:20260722.V3
        #                                                  ^^^^^^^^^^^
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/inference-base-2204:20260722.v3
      `,
    },
    {
      text: dockerfile`
        ARG TAG=20260715.2
        FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:$TAG
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
      fixed: false,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:Biweekly.202607.1
        #                                                                       ^^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202613.1
        #                                                                       ^^^^^^^^^^^^^^^^^ date
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/curated/minimal-py311-inference:v56
        #                                                              ^^^ form
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/curated/minimal-py311-inference:56
      `,
    },
    {
      text: dockerfile`
        FROM python:3.12
        COPY --from=mcr.microsoft.com/azureml/curated/minimal-py311-inference:20260715 /a /b
        #                                                                     ^^^^^^^^ other
      `,
      severity: 'error',
      family: 'inference',
    },
    // Forms of other images.
    ...dockerfiles`
      FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:biweekly.202607.1
      #                                                     ^^^^^^^^^^^^^^^^^ other

      FROM mcr.microsoft.com/azureml/minimal-py312-inference:26
      #                                                      ^^ other

      FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:15
      #                                                                       ^^ other

      FROM mcr.microsoft.com/azureml/curated/sklearn-1.5:1.5.0
      #                                                  ^^^^^ other

      FROM mcr.microsoft.com/azureml/curated/sklearn-1.5:biweekly.202607.1
      #                                                  ^^^^^^^^^^^^^^^^^ other
    `,
  ],
});
