import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/entry-script/not-python.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      ENV AZUREML_ENTRY_SCRIPT=score.py

      ENV AZUREML_ENTRY_SCRIPT=src/score.py

      ENV AZUREML_ENTRY_SCRIPT=\${SCRIPT}.py

      ENV AZUREML_ENTRY_SCRIPT=

      ENV AZUREML_ENTRY_SCRIPT='score.py'
    `,
    ...dockerfiles`
      ENV AZUREML_MODEL_DIR = /model

      ENV AZUREML_MODEL_DIR=/model

      ENV AML_APP_ROOT =  "/srv/my app"

      ENV AML_APP_ROOT="/srv/my app"

      ENV AZUREML_LOG_LEVEL = $LEVEL

      ENV AZUREML_LOG_LEVEL=\${LEVEL:-INFO}

      ENV WORKER_COUNT = 2

      ENV WORKER_COUNT=2

      ENV AZUREML_TEAM = a b

      ENV AZUREML_TEAM="a b"

      ENV SVDIR =

      ENV SVDIR=
    `,
    // A stray `=`: on every image, in the old form only, and where it is set last.
    {
      from: TRAINING_24,
      text: 'ENV AZUREML_LOG_LEVEL = x',
    },
    {
      from: PYTHON,
      text: 'ENV AZUREML_LOG_LEVEL = x',
    },
    ...dockerfiles`
      ENV AZUREML_LOG_LEVEL==x

      ENV AZUREML_LOG_LEVEL = x
      ENV AZUREML_LOG_LEVEL=x

      ENV TEAM = x
    `,
  ],
  invalid: [
    ...dockerfiles`
      ENV AZUREML_ENTRY_SCRIPT=.
      #                        ^ directory

      ENV AZUREML_ENTRY_SCRIPT=src/
      #                        ^^^^ directory

      ENV AZUREML_ENTRY_SCRIPT=score
      #                        ^^^^^ extension

      ENV AZUREML_ENTRY_SCRIPT=score.ipynb
      #                        ^^^^^^^^^^^ extension

      ENV AZUREML_ENTRY_SCRIPT="'score.py'"
      #                        ^^^^^^^^^^^^ spelling

      ENV AZUREML_ENTRY_SCRIPT=" score.py"
      #                        ^^^^^^^^^^^ spelling

      ENV AZUREML_ENTRY_SCRIPT="my score.py"
      #                        ^^^^^^^^^^^^^ name
    `,
    {
      data: { better: 'ENV AZUREML_ENTRY_SCRIPT=score.py' },
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT = score.py
        #                        ^^^^^^^^^^ equals
      `,
      fixed: 'ENV AZUREML_ENTRY_SCRIPT=score.py',
    },
    {
      data: { better: 'ENV AZUREML_ENTRY_SCRIPT=score.py' },
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT =score.py
        #                        ^^^^^^^^^ equals
      `,
      fixed: false,
    },
  ],
});
