import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/entry-script/absolute-path.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [],
  invalid: [
    // Paths below the root.
    {
      data: { cure: 'Write `score.py`' },
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=/var/azureml-app/score.py
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      `,
      fixed: 'ENV AZUREML_ENTRY_SCRIPT=score.py',
    },
    {
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT="/var/azureml-app/score.py"
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      `,
      fixed: 'ENV AZUREML_ENTRY_SCRIPT="score.py"',
    },
    {
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT='/var/azureml-app/my score.py'
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      `,
      fixed: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT='my score.py'
      `,
    },
    {
      data: { cure: 'Write `a/score.py`' },
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=/var/azureml-app//a/./score.py
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      `,
      fixed: 'ENV AZUREML_ENTRY_SCRIPT=a/score.py',
    },
    // Not if something reads it.
    ...dockerfiles`
      ENV AZUREML_ENTRY_SCRIPT=/var/azureml-app/score.py
      #                        ^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      COPY score.py $AZUREML_ENTRY_SCRIPT

      ENV AZUREML_ENTRY_SCRIPT=/var/azureml-app/score.py
      #                        ^^^^^^^^^^^^^^^^^^^^^^^^^ absolute
      RUN test -f "$AZUREML_ENTRY_SCRIPT"
    `,
  ],
});
