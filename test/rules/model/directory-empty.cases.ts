import { dockerfile } from 'azml-lint/testing';
import rule from '../../../rules/model/directory-empty.ts';
import { deployment } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE } from '../images.ts';

const COPIED = `FROM ${INFERENCE}
COPY model /opt/model
ENV AZUREML_MODEL_DIR=/opt/model
`;
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    // Nothing is known of the context.
    COPIED,
    ...[
      { Dockerfile: COPIED, 'model/m.bin': 'x\n' },
      // Azure ML sets the variable to where it mounts the model.
      {
        'deployment.yml': deployment('model: azureml:churn:1\n'),
        'docker/Dockerfile': COPIED,
        'docker/model/m.bin': POINTER,
      },
      { Dockerfile: COPIED, 'model/v1/m.bin': 'x\n', 'model/.gitkeep': '' },
      // A real one beside a pointer.
      { Dockerfile: COPIED, 'model/m.bin': 'x\n', 'model/n.bin': POINTER },
      // Boosted trees are text.
      { Dockerfile: COPIED, 'model/model.json': '{}\n', 'model/sample.parquet': POINTER },
      { Dockerfile: COPIED, 'model/model.txt': 'tree\n', 'model/plot.png': POINTER },
      // A description alone may be all that there is.
      { Dockerfile: COPIED, 'model/config.json': '{}\n' },
      // A text that tells of pointers.
      { Dockerfile: COPIED, 'model/notes.txt': `# ${POINTER}` },
      // Something else may bring it.
      {
        Dockerfile: `${COPIED}RUN curl -fo /opt/model/m.bin https://example.com/m.bin\n`,
        'model/.gitkeep': '',
      },
      { Dockerfile: `${COPIED}RUN make model\n`, 'model/.gitkeep': '' },
      { Dockerfile: `${COPIED}COPY --from=acme/model:1 /model /opt/model\n`, 'model/.gitkeep': '' },
      { Dockerfile: `${COPIED}COPY $MORE /opt/model/\n`, 'model/.gitkeep': '' },
      // The variable is not set, or names another directory.
      { Dockerfile: COPIED.replace(/ENV.*\n/, ''), 'model/m.bin': POINTER },
      { Dockerfile: COPIED.replace('DIR=/opt/model', 'DIR=/opt/models'), 'model/m.bin': POINTER },
      // That nothing is copied there is another rule's, as is what an ignore file keeps out.
      { Dockerfile: COPIED, 'model/m.bin': 'x\n', '.dockerignore': '**/*.bin\n' },
      { Dockerfile: COPIED.replace('COPY model /opt/model', 'WORKDIR /opt/model'), 'model/m.bin': POINTER },
    ].map((project) => ({ project })),
  ],
  invalid: [
    {
      name: 'a single file, in a directory of its own',
      data: { files: '`v1/m.pkl`' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY m.pkl /opt/model/v1/
          #    ^^^^^ pointers
          ENV AZUREML_MODEL_DIR=/opt/model
          #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        `,
        'm.pkl': POINTER,
      },
    },
    {
      name: 'with the line ends of Windows, beside descriptions',
      data: { files: '`m.safetensors`' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY model /opt/model
          #    ^^^^^ pointers
          ENV AZUREML_MODEL_DIR=/opt/model
          #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        `,
        'model/m.safetensors': POINTER.replaceAll('\n', '\r\n'),
        'model/generation_config.json': '{}\n',
        'model/requirements.txt': 'torch\n',
      },
    },
    {
      name: 'through a stage, and four of them',
      data: { files: '`a.bin`, `b.bin`, `c.bin`, …' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE} AS files
          COPY model /m
          FROM ${INFERENCE}
          COPY --from=files /m /opt/model
          #                 ^^ pointers
          ENV AZUREML_MODEL_DIR=/opt/model
          #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        `,
        ...Object.fromEntries('abcd'.split('').map((name) => [`model/${name}.bin`, POINTER])),
      },
    },
    {
      name: 'empty files, and what describes a directory',
      data: { files: '`.gitkeep`, `README.md`, `model.pkl`' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY model /opt/model
          #    ^^^^^ empty
          ENV AZUREML_MODEL_DIR=/opt/model
          #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        `,
        'model/.gitkeep': '',
        'model/README.md': 'Put the model here.\n',
        'model/model.pkl': '',
      },
    },
    {
      name: 'nothing is left of it',
      data: { files: 'it is empty' },
      project: {
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY --exclude=*.bin model /opt/model
          #                    ^^^^^ empty
          ENV AZUREML_MODEL_DIR=/opt/model
          #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        `,
        'model/m.bin': 'x\n',
      },
    },
  ],
});
