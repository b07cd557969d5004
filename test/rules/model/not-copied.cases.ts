import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/model/not-copied.ts';
import { deployment } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

const ABOVE = `FROM ${INFERENCE}
COPY app /var/azureml-app
ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
`;
const MARKED = `${ABOVE}#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere\n`;

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    // What is copied above is looked into, as far as it is known.
    ABOVE,
    {
      name: 'the deployment brings it',
      project: {
        'deployment.yml': deployment('model: azureml:churn:1\n'),
        'docker/Dockerfile': ABOVE,
        'docker/app/score.py': 'A = 1\n',
      },
    },
    { project: { Dockerfile: ABOVE, 'app/azureml-models/m.bin': 'x\n' } },
    { project: { Dockerfile: `${ABOVE}RUN python download.py\n`, 'app/score.py': 'A = 1\n' } },
    {
      // The near miss is not needed.
      project: {
        Dockerfile: `${ABOVE}COPY model /var/azureml-app/models\n`,
        'app/azureml-models/m.bin': 'x\n',
        'model/m.bin': 'x\n',
      },
    },
    // A file exists that is the directory itself.
    ...dockerfiles`
      COPY ranker.onnx /models/
      ENV AZUREML_MODEL_DIR=/models/ranker.onnx
    `,
    ...dockerfiles`
      COPY model /var/azureml-app/azureml-models
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4

      COPY model /var/azureml-app/azureml-models/ranker
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4

      COPY model /var/azureml-app/azureml-models/ranker/4
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4

      COPY other-model /var/azureml-app/azureml-models/other/4
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4

      COPY service /opt/service/4
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4

      COPY model /opt/model
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
    `,
    ...dockerfiles`
      # there
      COPY model /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # there, with a slash
      COPY model /var/azureml-app/azureml-models/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # below it
      COPY ranker.onnx /var/azureml-app/azureml-models/ranker/1/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # by its variable
      ENV TARGET=/var/azureml-app/azureml-models
      COPY model \${TARGET}
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # there and nearby
      COPY model /var/azureml-app/azureml-models
      COPY model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # a tree above it
      COPY . /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # a tree at the root
      COPY rootfs /
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # an archive above it
      ADD app.tar.gz /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # with its parents
      COPY --parents azureml-models/ranker.onnx /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # to where the build says
      ARG WHERE
      COPY model \${WHERE}
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # relative to an unknown directory
      COPY model azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # a tree to an unknown directory
      COPY . .
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # a model to where the build says
      ARG X
      COPY m.onnx \${X}/
      COPY model /var/azureml-app/models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # from another stage
      COPY --from=ghcr.io/acme/models /models /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # downloaded there
      RUN curl -fsSL https://example.com/m.onnx -o /var/azureml-app/azureml-models/m.onnx
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # downloaded to where one is
      WORKDIR /var/azureml-app/azureml-models
      RUN wget -q https://example.com/m.onnx
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # downloaded after cd
      RUN cd "$AZUREML_MODEL_DIR" && git clone https://huggingface.co/acme/ranker
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # downloaded by Python
      RUN python fetch.py
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # downloaded by Azure
      RUN az storage blob download-batch -s models -d .
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # by a heredoc for Python
      RUN <<EOF python3
      import fetch
      EOF
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # by a script
      COPY install.sh /tmp/
      RUN bash /tmp/install.sh
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # moved there
      COPY model /tmp/model
      RUN mv /tmp/model /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # unpacked above it
      COPY app.tgz /tmp/
      RUN tar -xzf /tmp/app.tgz -C /var
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # linked there
      COPY model /opt/model
      RUN ln -s /opt/model /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models

      # a volume
      VOLUME /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
    `,
    // Images that may have a model of their own.
    {
      from: 'acme.azurecr.io/ranker-base:3',
      text: dockerfile`
        # in somebody’s own image
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      `,
    },
    {
      from: '${BASE}',
      text: dockerfile`
        # in an unknown image
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      `,
    },
    {
      from: TRAINING_24,
      text: dockerfile`
        # a training image
        COPY model /var/azureml-app/azureml-model
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      `,
    },
    // A directory whose name says nothing.
    ...dockerfiles`
      ARG DIR
      ENV AZUREML_MODEL_DIR=

      ARG DIR
      ENV AZUREML_MODEL_DIR=models

      ARG DIR
      ENV AZUREML_MODEL_DIR=\${DIR}

      ARG DIR
      ENV AZUREML_MODEL_DIR={{model-dir}}
    `,
    // The value at the end of the image counts, and only shipped stages.
    `FROM ${INFERENCE} AS base\nENV AZUREML_MODEL_DIR=/nowhere\nCOPY model /opt/model\nFROM base\nENV AZUREML_MODEL_DIR=/opt/model`,
  ],
  invalid: [
    { project: { Dockerfile: MARKED, 'app/score.py': 'A = 1\n' } },
    {
      project: {
        Dockerfile: MARKED,
        'app/azureml-models/m.bin': 'x\n',
        '.dockerignore': '**/azureml-models\n',
      },
    },
    // A file exists that is the directory itself.
    ...dockerfiles`
      COPY ranker.onnx a.txt /models/
      ENV AZUREML_MODEL_DIR=/models/a.onnx
      #                     ^^^^^^^^^^^^^^ elsewhere
    `,
    ...dockerfiles`
      COPY model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/AzureML-Models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/azurml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azure-app/azureml-models/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model/ranker.onnx /var/azureml-app/azureml-model/1/ranker.onnx
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY models /var/azureml-app/weights
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY ranker.onnx /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY code /var/azureml-app
      COPY model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      ADD --chown=dockeruser model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      ADD model.tar.gz /var/azureml-app/azureml-model/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY ["model", "/var/azureml-app/azureml-model"]
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      WORKDIR /var/azureml-app
      COPY model azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      RUN pip install onnxruntime
      COPY model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY requirements.txt .
      COPY model /var/azureml-app/models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY code/ app
      ADD model /var/azureml-app/models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      ARG X
      COPY a.txt \${X}
      COPY model /var/azureml-app/models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      RUN mkdir -p /var/azureml-app/azureml-models
      COPY model /var/azureml-app/azureml-model
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/model
      #                     ^^^^^^^^^^^^^^^^^^^^^^ contents

      COPY models /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ contents

      COPY out/model /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/model
      #                     ^^^^^^^^^^^^^^^^^^^^^^ contents
    `,
    ...dockerfiles`
      COPY ml-model /var/azureml-app/ml-model
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/models
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY ranker /var/azureml-app/models/ranker
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY ranker /var/azureml-app/azureml-model/ranker/4
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere

      COPY model /var/azureml-app/azureml-models/rankers
      COPY source /var/azureml-app
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/ranker/4
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
    `,
    {
      name: 'ADD is called by its name, and a file needs a slash',
      data: {
        copy: 'ADD',
        line: 2,
        destination: '/var/azureml-app/models/ranker.onnx',
        cure: 'Copy to `/var/azureml-app/azureml-models/`',
      },
      text: dockerfile`
        ADD ranker.onnx /var/azureml-app/models/ranker.onnx
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
        #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
      `,
    },
    {
      name: 'what comes with the model stays where it is',
      data: { cure: 'Copy it by itself: `COPY --chown=app model /var/azureml-app/azureml-models`' },
      text: dockerfile`
        COPY --chown=app score.py model /var/azureml-app/models/
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
        #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
      `,
    },
    {
      name: 'a destination that is known in part is shown as written',
      data: { destination: '/opt/${X}' },
      text: dockerfile`
        ARG X
        COPY model /opt/\${X}
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
        #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
      `,
    },
    ...dockerfiles`
      # no COPY
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere

      # only code by name
      COPY score.py utils.py /var/azureml-app/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere

      # only what is written here
      COPY <<EOF /var/azureml-app/main.py
      EOF
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere

      # only packages
      USER root
      RUN apt-get update && apt-get install -y curl
      RUN pip install numpy
      USER dockeruser
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere

      # only the place for it
      RUN mkdir -p "$AZUREML_MODEL_DIR" /var/azureml-app/azureml-models && chown dockeruser /var/azureml-app/azureml-models
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere

      # a download that goes elsewhere
      RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere
    `,
    ...dockerfiles`
      COPY ranker.onnx /opt/ranker/
      ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ elsewhere
    `,
    {
      from: PYTHON,
      text: dockerfile`
        # an official image has no model of its own
        ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models
        #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nowhere
      `,
    },
    // The value at the end of the image counts, and only shipped stages.
    {
      text: `FROM ${INFERENCE} AS trained\nCOPY model /opt/model\nFROM ${INFERENCE}\nENV AZUREML_MODEL_DIR=/opt/model\n#                     ^^^^^^^^^^ nowhere`,
    },
  ],
});
