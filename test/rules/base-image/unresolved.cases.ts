import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/base-image/unresolved.ts';
import { testEdgeCases } from '../edge-cases.ts';

testEdgeCases(rule, {
  valid: [
    {
      managedBuild: true,
      texts: dockerfiles`
        ARG TAG=1
        FROM python:$TAG

        # nothing declares it, which is another rule's
        FROM python:$TAG
      `,
    },
  ],
  invalid: [
    {
      managedBuild: true,
      severity: 'error',
      texts: dockerfiles`
        ARG BASE
        FROM $BASE
        #    ^^^^^ stops

        ARG REGISTRY
        FROM $REGISTRY/train:1
        #    ^^^^^^^^^ stops

        ARG DIGEST
        FROM python@$DIGEST AS base
        #           ^^^^^^^ stops
        FROM base
      `,
    },
    {
      // Nothing in its place leaves an image.
      managedBuild: true,
      severity: 'info',
      texts: dockerfiles`
        ARG MIRROR
        FROM \${MIRROR}python:3.12
        #    ^^^^^^^^^ unresolved

        ARG SUFFIX
        FROM python:3.12$SUFFIX
        #               ^^^^^^^ unresolved
      `,
    },
    {
      managedBuild: false,
      severity: 'info',
      text: dockerfile`
        ARG BASE
        FROM $BASE
        #    ^^^^^ unresolved
      `,
    },
    {
      managedBuild: true,
      data: { left: 'empty' },
      text: dockerfile`
        ARG BASE
        FROM \${BASE}
        #    ^^^^^^^ stops
      `,
    },
  ],
});
