import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/private-registry.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: [
    ...dockerfiles`
      # somebody else builds
      FROM contosoml.azurecr.io/base/train:7
    `,
    {
      managedBuild: true,
      texts: dockerfiles`
        FROM python:3.12

        FROM ghcr.io/acme/train:7

        FROM us-docker.pkg.dev/vertex-ai/training/base:1

        # no name of the internet
        FROM localhost:5000/train:7

        FROM registry:5000/train:7

        # where Microsoft builds its own
        FROM ptebic.azurecr.io/public/azureml/aifx/acpt/stable-ubuntu2204-cu118-py310-torch210:1

        # which image this is is not known
        ARG HOST
        FROM $HOST/train:7
      `,
    },
    {
      managedBuild: false,
      text: 'FROM contosoml.azurecr.io/base/train:7',
    },
  ],
  invalid: [
    {
      managedBuild: true,
      texts: dockerfiles`
        FROM registry.redhat.io/ubi9/python-312:1
        #    ^^^^^^^^^^^^^^^^^^

        FROM artifacts.contoso.com:8443/train:7
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^

        ARG BASE=contosoml.azurecr.io/train:7
        FROM $BASE
        #    ^^^^^

        # once for each registry
        FROM contosoml.azurecr.io/tools:1 AS tools
        #    ^^^^^^^^^^^^^^^^^^^^
        FROM python:3.12
        COPY --from=ContosoML.azurecr.io/tools:2 /opt/a /opt/a
        COPY --from=fabrikam.jfrog.io/tools:2 /opt/b /opt/b
        #           ^^^^^^^^^^^^^^^^^
        COPY --from=tools /opt/c /opt/c
      `,
    },
    {
      managedBuild: true,
      severity: 'info',
      text: dockerfile`
        FROM 123456789012.dkr.ecr.eu-west-1.amazonaws.com/train:7
        #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `,
    },
  ],
});
