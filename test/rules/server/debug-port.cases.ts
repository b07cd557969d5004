import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/debug-port.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, TRAINING_24 } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING_24,
  valid: [
    // Training images that only train.
    ...dockerfiles`
      ENV AZUREML_DEBUG_PORT=1

      ARG AZUREML_ENTRY_SCRIPT=score.py
      ENV AZUREML_DEBUG_PORT=1

      ENV AZUREML_ENTRY_SCRIPT=
      ENV AZUREML_DEBUG_PORT=1

      ENV AZUREML_MODEL_DIR=/model
      ENV AZUREML_DEBUG_PORT=1

      CMD ["bash"]
      ENV AZUREML_DEBUG_PORT=1
    `,
    // What the file's own services start is not known.
    ...dockerfiles`
      COPY runit /var/runit
      ENV AZUREML_DEBUG_PORT=1
      CMD ["runsvdir", "/var/runit"]

      ENV SVDIR=/srv/runit
      ENV AZUREML_DEBUG_PORT=1
      CMD ["runsvdir", "/var/runit"]

      RUN rm -rf /x && cp -r a /var/runit
      ENV AZUREML_DEBUG_PORT=1
      CMD ["runsvdir", "/var/runit"]
    `,
    // The last setting counts.
    {
      from: INFERENCE,
      text: dockerfile`
        ENV AZUREML_DEBUG_PORT=1
        ENV AZUREML_DEBUG_PORT=
      `,
    },
    // An ARG is not a variable of the image.
    {
      from: INFERENCE,
      text: 'ARG AZUREML_DEBUG_PORT=1',
    },
    // Another command replaces the services.
    {
      from: INFERENCE,
      texts: dockerfiles`
        ENV AZUREML_DEBUG_PORT=80
        CMD ["python", "app.py"]

        ENV AZUREML_DEBUG_PORT=80
        CMD ["azmlinfsrv", "--entry_script", "score.py"]

        ENV AZUREML_DEBUG_PORT=80
        ENTRYPOINT ["/start"]
      `,
    },
  ],
  invalid: [
    {
      texts: dockerfiles`
        CMD ["runsvdir", "/var/runit"]
        ENV AZUREML_DEBUG_PORT=1
        #   ^^^^^^^^^^^^^^^^^^^^ waits

        ENTRYPOINT exec runsvdir /var/runit
        ENV AZUREML_DEBUG_PORT=1
        #   ^^^^^^^^^^^^^^^^^^^^ waits

        ENV AZUREML_ENTRY_SCRIPT=score.py
        ENV AZUREML_DEBUG_PORT=1
        #   ^^^^^^^^^^^^^^^^^^^^ waits

        ARG SCRIPT
        ENV AZUREML_ENTRY_SCRIPT=$SCRIPT
        ENV AZUREML_DEBUG_PORT=1
        #   ^^^^^^^^^^^^^^^^^^^^ waits

        ENV AML_APP_ROOT=/srv/app
        ENV AZUREML_DEBUG_PORT=1
        #   ^^^^^^^^^^^^^^^^^^^^ waits
      `,
      fixed: false,
    },
    // The last setting counts.
    {
      from: INFERENCE,
      text: dockerfile`
        ENV AZUREML_DEBUG_PORT=1
        ENV AZUREML_DEBUG_PORT=2
        #   ^^^^^^^^^^^^^^^^^^^^ waits
      `,
    },
    // Fixes, and cases without one.
    {
      from: INFERENCE,
      name: 'nothing reads it',
      safety: 'safe',
      text: dockerfile`
        ENV AZUREML_DEBUG_PORT=5678
        #   ^^^^^^^^^^^^^^^^^^^^^^^ waits
        WORKDIR /a
      `,
      fixed: 'WORKDIR /a',
    },
    {
      from: INFERENCE,
      name: 'between others, with the comment that is about it',
      safety: 'safe',
      text: dockerfile`
        ENV A=1 \
          # port
          AZUREML_DEBUG_PORT=5678 \
        # ^^^^^^^^^^^^^^^^^^^^^^^ waits
          B=2
      `,
      fixed: dockerfile`
        ENV A=1 \
          B=2
      `,
    },
    {
      from: INFERENCE,
      name: 'a script may read it',
      safety: 'unsafe',
      text: dockerfile`
        ENV AZUREML_DEBUG_PORT=5678
        #   ^^^^^^^^^^^^^^^^^^^^^^^ waits
        RUN ./setup.sh
      `,
      fixed: 'RUN ./setup.sh',
    },
    {
      from: INFERENCE,
      text: dockerfile`
        # something reads it
        ENV AZUREML_DEBUG_PORT=5678
        #   ^^^^^^^^^^^^^^^^^^^^^^^ waits
        EXPOSE $AZUREML_DEBUG_PORT
      `,
    },
  ],
});
