import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/unknown-name.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: [],
  invalid: [
    {
      severity: 'error',
      texts: dockerfiles`
        FROM mcr.microsoft.com/azureml/minimal-py312-inferense:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelled

        FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu24.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelled

        FROM mcr.microsoft.com/azureml/openmpi5.0-cudaa12.4-ubuntu22.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelled

        FROM mcr.microsoft.com/azureml/minimal_py312_inference:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelled

        FROM mcr.microsoft.com/azureml/curated/designer-rv:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelled
      `,
      fixed: false,
    },
    {
      severity: 'info',
      texts: dockerfiles`
        FROM mcr.microsoft.com/azureml/minimal-py12-inference:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/inference-base-1604:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/curated/ai-cv-automl:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-gpu-inference:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/aifx/stable-ubuntu2004-cu124-py310-torch241:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/openmpi5.0-cuda12.9-ubuntu24.04:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near

        FROM mcr.microsoft.com/azureml/something-else:latest
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
      `,
    },
  ],
});
