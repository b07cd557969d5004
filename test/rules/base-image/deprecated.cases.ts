import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/deprecated.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING } from '../images.ts';

testEdgeCases(rule, {
  valid: [],
  invalid: [
    // Severities.
    {
      severity: 'warning',
      texts: dockerfiles`
        FROM mcr.microsoft.com/azureml/openmpi3.1.2-ubuntu18.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed

        FROM mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated

        FROM mcr.microsoft.com/azureml/lightgbm-3.2-ubuntu18.04-py37-cpu-inference:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired

        FROM mcr.microsoft.com/azureml/curated/sklearn-1.1:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ stale
      `,
      fixed: false,
    },
    {
      severity: 'info',
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py312-cpu-inference:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ superseded
      `,
      fixed: false,
    },
    {
      severity: 'warning',
      texts: dockerfiles`
        FROM mcr.microsoft.com/azureml/promptflow/promptflow-runtime:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated

        FROM mcr.microsoft.com/azureml/promptflow/promptflow-python:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
      `,
    },
    // Replacements.
    {
      safety: 'unsafe',
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM ${TRAINING}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/base-gpu:openmpi3.1.2-cuda10.0-cudnn7-ubuntu18.04
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi5.0-cuda12.4-ubuntu22.04:20260715.v1
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/mlflow-ubuntu18.04-py37-cpu-inference:20220110.v1
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/curated/mlflow-py312-inference:43
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20250224.v1
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM ${TRAINING}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20250224.v1@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM ${TRAINING}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM ${TRAINING}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:{{latest-image-tag:\d{8}\.v\d+}}
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:{{latest-image-tag:\d{8}\.v\d+}}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/intelmpi2018.3-ubuntu16.04:{{latest-image-tag:\d{8}\.\d+}}
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
      `,
      fixed: dockerfile`
        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:{{latest-image-tag}}
      `,
    },
    {
      text: dockerfile`
        FROM mcr.microsoft.com/azureml/minimal-ubuntu20.04-py38-cpu-inference:20240101.v1
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ superseded
      `,
      fixed: dockerfile`
        FROM ${INFERENCE}
      `,
    },
    ...dockerfiles`
      FROM mcr.microsoft.com/azureml/tritonserver-21.02-py38-inference:1
      #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired
    `,
    // A name that is built from variables cannot be replaced in one place.
    ...dockerfiles`
      ARG NAME=openmpi4.1.0-ubuntu20.04
      FROM mcr.microsoft.com/azureml/$NAME:latest
      #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed

      FROM "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest"
      #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ listed
    `,
  ],
});
