import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/unknown-variable.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AZUREML_MODELDIR=/x
        COPY a $AZUREML_MODELDIR
      `,
    },
    ...dockerfiles`
      ARG AZUREML_MODELDIR=/x
      COPY a $AZUREML_MODELDIR

      ENV AZUREML_MODELDIR=/x AZUREML_MODEL_DIR=/x

      ENV AZUREML_RUN_ID=x AZUREML_TEAM=y AML_CORS_ORIGINS=z MODEL_DIR=/x
    `,
  ],
  invalid: [
    {
      texts: dockerfiles`
        ENV AZUREML_APP_ROOT=/x
        #   ^^^^^^^^^^^^^^^^

        ENV AZUREML_APP_ROOT=/x
        #   ^^^^^^^^^^^^^^^^
        COPY a $AZUREML_APP_ROOT
      `,
      fixed: false,
    },
    {
      from: TRAINING_24,
      text: dockerfile`
        ENV AZUREML_MODELDIR=/x
        #   ^^^^^^^^^^^^^^^^
      `,
      fixed: false,
    },
    // The intended variable is certain.
    {
      name: 'the root, where the code is',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        COPY code /app
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        COPY code /app
      `,
    },
    {
      name: 'or below it',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        WORKDIR /app
        COPY main.py src/
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        WORKDIR /app
        COPY main.py src/
      `,
    },
    {
      name: 'or the same as before',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/var/azureml-app
        #   ^^^^^^^^^^^^^^^^
        COPY main.py /var/azureml-app/
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/var/azureml-app
        COPY main.py /var/azureml-app/
      `,
    },
    {
      name: 'a script that is copied',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_ENTRYSCRIPT=score.py
        #   ^^^^^^^^^^^^^^^^^^^
        COPY score.py /var/azureml-app/
      `,
      fixed: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        COPY score.py /var/azureml-app/
      `,
    },
    {
      name: 'a script in what is copied',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_ENTRYSCRIPT=score.py
        #   ^^^^^^^^^^^^^^^^^^^
        COPY code /var/azureml-app
      `,
      fixed: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        COPY code /var/azureml-app
      `,
    },
    {
      name: 'a model that is copied',
      safety: 'safe',
      text: dockerfile`
        ENV AML_MODEL_DIR=/m
        #   ^^^^^^^^^^^^^
        COPY model /m
      `,
      fixed: dockerfile`
        ENV AZUREML_MODEL_DIR=/m
        COPY model /m
      `,
    },
    {
      name: 'what is no path',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_LOGLEVEL=DEBUG
        #   ^^^^^^^^^^^^^^^^
      `,
      fixed: 'ENV AZUREML_LOG_LEVEL=DEBUG',
    },
    {
      name: 'a name that only a comment has',
      safety: 'safe',
      text: dockerfile`
        # AZUREML_LOGLEVEL
        ENV AZUREML_LOGLEVEL=DEBUG
        #   ^^^^^^^^^^^^^^^^
      `,
      fixed: dockerfile`
        # AZUREML_LOGLEVEL
        ENV AZUREML_LOG_LEVEL=DEBUG
      `,
    },
    // The intended variable is not certain.
    {
      name: 'the code lies elsewhere',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        COPY main.py /var/azureml-app/
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        COPY main.py /var/azureml-app/
      `,
    },
    {
      name: 'some of it does',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        COPY main.py /var/azureml-app/
        COPY util /app/util
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        COPY main.py /var/azureml-app/
        COPY util /app/util
      `,
    },
    {
      name: 'nobody knows where it lies',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        RUN git clone x /app
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        RUN git clone x /app
      `,
    },
    {
      name: 'the value is not known',
      safety: 'unsafe',
      text: dockerfile`
        ARG ROOT
        ENV AZUREML_APP_ROOT=$ROOT
        #   ^^^^^^^^^^^^^^^^
        COPY code /app
      `,
      fixed: dockerfile`
        ARG ROOT
        ENV AML_APP_ROOT=$ROOT
        COPY code /app
      `,
    },
    {
      name: 'the default script is there',
      safety: 'unsafe',
      text: dockerfile`
        ENV AML_ENTRY_SCRIPT=score.py
        #   ^^^^^^^^^^^^^^^^
        COPY main.py score.py /var/azureml-app/
      `,
      fixed: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        COPY main.py score.py /var/azureml-app/
      `,
    },
    {
      name: 'the script is not',
      safety: 'unsafe',
      text: dockerfile`
        ENV AML_ENTRY_SCRIPT=score.py
        #   ^^^^^^^^^^^^^^^^
        COPY run.py /var/azureml-app/
      `,
      fixed: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        COPY run.py /var/azureml-app/
      `,
    },
    {
      name: 'the model lies elsewhere',
      safety: 'unsafe',
      text: dockerfile`
        ENV AML_MODEL_DIR=/m
        #   ^^^^^^^^^^^^^
        COPY model /models
      `,
      fixed: dockerfile`
        ENV AZUREML_MODEL_DIR=/m
        COPY model /models
      `,
    },
    {
      name: 'a file reads the right name',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_LOGLEVEL=DEBUG
        #   ^^^^^^^^^^^^^^^^
        RUN echo $AZUREML_LOG_LEVEL
      `,
      fixed: dockerfile`
        ENV AZUREML_LOG_LEVEL=DEBUG
        RUN echo $AZUREML_LOG_LEVEL
      `,
    },
    {
      name: 'a script may read the wrong one',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_LOGLEVEL=DEBUG
        #   ^^^^^^^^^^^^^^^^
        RUN ./setup.sh
      `,
      fixed: dockerfile`
        ENV AZUREML_LOG_LEVEL=DEBUG
        RUN ./setup.sh
      `,
    },
    {
      name: 'a debugger is waited for',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_DEBUGPORT=5678
        #   ^^^^^^^^^^^^^^^^^
      `,
      fixed: 'ENV AZUREML_DEBUG_PORT=5678',
    },
    // Every place that reads it gets the right name.
    {
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_APP_ROOT=/app
        #   ^^^^^^^^^^^^^^^^
        COPY code $AZUREML_APP_ROOT
        RUN ls "\${AZUREML_APP_ROOT}/a" # AZUREML_APP_ROOT
      `,
      fixed: dockerfile`
        ENV AML_APP_ROOT=/app
        COPY code $AML_APP_ROOT
        RUN ls "\${AML_APP_ROOT}/a" # AZUREML_APP_ROOT
      `,
    },
    // Two wrong names for one variable leave no choice, and an ARG is known outside the file.
    ...dockerfiles`
      ENV AML_ENTRY_SCRIPT=a.py AZUREML_ENTRYSCRIPT=b.py
      #   ^^^^^^^^^^^^^^^^      ^^^^^^^^^^^^^^^^^^^
      COPY code /var/azureml-app

      ARG AZUREML_APP_ROOT=/app
      #   ^^^^^^^^^^^^^^^^
      COPY code /app
    `,
  ],
});
