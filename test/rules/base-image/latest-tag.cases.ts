import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/latest-tag.ts';
import { testEdgeCases } from '../edge-cases.ts';

const RETIRED = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest';

testEdgeCases(rule, {
  valid: [
    { name: 'no more releases', text: `FROM ${RETIRED}\n` },
    { name: 'a digest as well', text: `FROM ubuntu:latest@sha256:${'a'.repeat(64)}\n` },
  ],
  invalid: [
    {
      name: 'no more releases, if that is asked for',
      options: { frozen: true },
      text: `FROM ${RETIRED}\n#${' '.repeat(55)}^^^^^^\n`,
    },
    ...dockerfiles`
      ARG TAG=latest
      FROM ubuntu:$TAG
      #    ^^^^^^^^^^^
    `,
  ],
});
