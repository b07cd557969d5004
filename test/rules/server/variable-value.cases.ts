import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/variable-value.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ENV AZUREML_ENTRY_SCRIPT = score.py

      ENV AZUREML_ENTRY_SCRIPT=score.py

      ENV AZUREML_ENTRY_SCRIPT =score.py

      ENV AZUREML_MODEL_DIR = /model

      ENV AZUREML_MODEL_DIR=/model

      ENV AML_APP_ROOT="/srv/my app"

      ENV AZUREML_LOG_LEVEL=\${LEVEL:-INFO}

      ENV WORKER_COUNT=2

      ENV AZUREML_TEAM="a b"

      ENV SVDIR=
    `,
    // A stray `=`: on every image, in the old form only, and where it is set last.
    ...dockerfiles`
      ENV AZUREML_LOG_LEVEL==x

      ENV AZUREML_LOG_LEVEL = x
      ENV AZUREML_LOG_LEVEL=x

      ENV TEAM = x
    `,
    ...dockerfiles`
      ENV WORKER_COUNT=" 08"

      ENV WORKER_COUNT=

      ENV WORKER_COUNT=$N

      ENV WORKER_TIMEOUT=0

      ENV SCORING_TIMEOUT_MS=60000

      ENV MY_WORKER_COUNT=two
    `,
    // Another server may read another value.
    {
      from: PYTHON,
      text: 'ENV WORKER_COUNT=auto',
    },
    {
      from: TRAINING_24,
      text: 'ENV WORKER_COUNT=auto',
    },
  ],
  invalid: [
    {
      data: { better: 'ENV AML_APP_ROOT="/srv/my app"' },
      text: dockerfile`
        ENV AML_APP_ROOT =  "/srv/my app"
        #                ^^^^^^^^^^^^^^^^ equals
      `,
      fixed: false,
    },
    {
      data: { better: 'ENV AZUREML_LOG_LEVEL=$LEVEL' },
      text: dockerfile`
        ENV AZUREML_LOG_LEVEL = $LEVEL
        #                     ^^^^^^^^ equals
      `,
      fixed: false,
    },
    {
      data: { better: 'ENV WORKER_COUNT=2' },
      text: dockerfile`
        ENV WORKER_COUNT = 2
        #                ^^^ equals
      `,
      fixed: false,
    },
    {
      data: { better: 'ENV AZUREML_TEAM="a b"' },
      text: dockerfile`
        ENV AZUREML_TEAM = a b
        #                ^^^^^ equals
      `,
    },
    {
      data: { better: 'ENV SVDIR=' },
      text: dockerfile`
        ENV SVDIR =
        #         ^ equals
      `,
      fixed: false,
    },
    // A stray `=`: on every image, in the old form only, and where it is set last.
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AZUREML_LOG_LEVEL = x
        #                     ^^^ equals
      `,
      fixed: false,
    },
    {
      from: PYTHON,
      text: dockerfile`
        ENV AZUREML_LOG_LEVEL = x
        #                     ^^^ equals
      `,
      fixed: false,
    },
    {
      safety: 'safe',
      text: dockerfile`
        ENV AML_APP_ROOT ="/srv/a b"
        #                ^^^^^^^^^^^ equals
      `,
      fixed: 'ENV AML_APP_ROOT="/srv/a b"',
    },
    ...dockerfiles`
      ENV AML_APP_ROOT \
        = /srv
      # ^^^^^^ equals
    `,
    ...dockerfiles`
      ENV WORKER_COUNT=two
      #                ^^^ number

      ENV WORKER_COUNT=0
      #                ^ number

      ENV WORKER_COUNT=1.5
      #                ^^^ number

      ENV WORKER_TIMEOUT=5m
      #                  ^^ number

      ENV SCORING_TIMEOUT_MS=60s
      #                      ^^^ number
    `,
  ],
});
