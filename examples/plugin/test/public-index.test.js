// @ts-check
import { describe, it } from 'node:test';
import { dockerfile, testRule } from 'azml-lint/testing';
import publicIndex from '../rules/public-index.js';

// What is too fine for the page.
const options = { index: 'https://pypi.acme.com/simple' };

testRule(
  publicIndex,
  {
    valid: [
      {
        name: 'an index that only the build knows',
        options,
        text: dockerfile`
          FROM python:3.12
          ARG INDEX
          RUN pip install --index-url "$INDEX" flask
        `,
      },
    ],
    invalid: [
      {
        name: 'several lines, and pip called by python',
        options,
        severity: 'warning',
        text: dockerfile`
          FROM python:3.12
          RUN cd /app && \
              python3 -m pip install \
          #              ^^^^^^^^^^^ none
                  flask
        `,
        fixed: dockerfile`
          FROM python:3.12
          RUN cd /app && \
              python3 -m pip install --index-url=https://pypi.acme.com/simple \
                  flask
        `,
      },
      {
        name: 'another index',
        options,
        message: '`https://pypi.org/simple` is not our index. Install from `https://pypi.acme.com/simple`.',
        text: dockerfile`
          FROM python:3.12
          RUN pip install --index-url=https://pypi.org/simple flask
          #                           ^^^^^^^^^^^^^^^^^^^^^^^
        `,
        fixed: dockerfile`
          FROM python:3.12
          RUN pip install --index-url=https://pypi.acme.com/simple flask
        `,
      },
    ],
  },
  { describe, it },
);
