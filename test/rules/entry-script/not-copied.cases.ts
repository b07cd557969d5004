import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/entry-script/not-copied.ts';
import { batch, deployment, environment } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { INFERENCE, PYTHON, TRAINING_24 } from '../images.ts';

const FOLDER = `FROM ${INFERENCE}
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const MARK = '#                        ^^^^^^^^';
const SCRIPT = 'def init(): pass\ndef run(a): return a\n';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...[
      { Dockerfile: FOLDER, 'app/score.py': SCRIPT },
      // The deployment brings the script, or names another.
      ...[
        deployment('code_configuration: {code: online, scoring_script: score.py}\n'),
        deployment('environment_variables: {AZUREML_ENTRY_SCRIPT: main.py}\n'),
        batch('environment:\n  build:\n    path: docker\n'),
      ].map((text) => ({
        'deployment.yml': text,
        'docker/Dockerfile': FOLDER,
        'docker/app/main.py': SCRIPT,
      })),
      { Dockerfile: FOLDER.replace('=', '=/var/azureml-app/'), 'app/score.py': SCRIPT },
      // `code` in `code`, which without the context looks like a mistake.
      {
        Dockerfile: FOLDER.replaceAll('app /', 'code /').replace('=', '=code/'),
        'code/code/score.py': SCRIPT,
      },
      { Dockerfile: `${FOLDER}RUN make\n`, 'app/main.py': SCRIPT },
      // copy/source-ignored tells it.
      { Dockerfile: FOLDER, 'app/score.py': SCRIPT, '.dockerignore': 'app\n' },
      // Azure ML may build without that ignore file.
      {
        Dockerfile: FOLDER,
        'app/score.py': SCRIPT,
        'Dockerfile.dockerignore': '**/*.py\n',
        'environment.yml': 'name: churn\nbuild:\n  path: .\n',
      },
      {
        Dockerfile: `${FOLDER}RUN mv /var/azureml-app/main.py /var/azureml-app/score.py\n`,
        'app/main.py': SCRIPT,
      },
    ].map((project) => ({ project })),
    ...dockerfiles`
      COPY code /var/azureml-app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY . /
      ENV AZUREML_ENTRY_SCRIPT=score.py

      RUN git clone https://example.com/x /var/azureml-app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      RUN python fetch.py
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY score.py .
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY . .
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY code/ app
      COPY code /var/azureml-app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      ARG WHERE
      COPY code \${WHERE}/
      ENV AZUREML_ENTRY_SCRIPT=score.py

      ARG WHERE
      COPY score.py \${WHERE}
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY score.py /var/azureml-app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY *.py /var/azureml-app/
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY <<score.py /var/azureml-app/
      score.py
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY --parents code/score.py /var/azureml-app/
      ENV AZUREML_ENTRY_SCRIPT=score.py

      ADD code.tar.gz /var/azureml-app/
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY main.py /var/azureml-app/score.py
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY score.py /var/azureml-app/code/
      RUN cp /var/azureml-app/code/score.py /var/azureml-app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY score.py /var/azureml-app/code/
      RUN bash setup.sh
      ENV AZUREML_ENTRY_SCRIPT=score.py

      COPY src /app
      CMD ["python", "/app/serve.py"]
      WORKDIR /app
      ENV AZUREML_ENTRY_SCRIPT=score.py

      # server/unknown-variable speaks of the name
      ENV AZUREML_APP_ROOT=/app
      COPY score.py /app/
      ENV AZUREML_ENTRY_SCRIPT=score.py
    `,
    {
      from: 'acme.azurecr.io/base:1',
      text: 'ENV AZUREML_ENTRY_SCRIPT=score.py',
    },
    {
      from: PYTHON,
      text: dockerfile`
        WORKDIR /app
        COPY . .
        ENV AZUREML_ENTRY_SCRIPT=score.py
      `,
    },
  ],
  invalid: [
    {
      name: 'no deployment is known that brings another',
      project: {
        'environment.yml': environment(),
        'docker/Dockerfile': `${FOLDER}${MARK} missing\n`,
        'docker/app/main.py': SCRIPT,
        'docker/app/other.py': SCRIPT,
      },
    },
    {
      data: { ignoreFile: 'Dockerfile.dockerignore', line: 1, source: 'app/score.py' },
      project: {
        Dockerfile: `${FOLDER}${MARK} ignored\n`,
        'app/score.py': SCRIPT,
        'app/labels.txt': 'yes\n',
        'Dockerfile.dockerignore': '**/*.py\n',
      },
    },
    {
      data: { what: 'the only Python file', only: 'util.py' },
      fixed: false,
      project: {
        Dockerfile: `${FOLDER.replace('COPY', 'COPY --exclude=score.py')}${MARK} another\n`,
        'app/score.py': SCRIPT,
        'app/util.py': 'A = 1\n',
      },
    },
    {
      // Another letter, and a letter in another case.
      data: { what: 'the nearest name of a file', only: 'Score.py' },
      fixed: { Dockerfile: FOLDER.replace('=score', '=Score') },
      project: { Dockerfile: `${FOLDER}${MARK} another\n`, 'app/Score.py': SCRIPT, 'app/util.py': 'A = 1\n' },
    },
    {
      data: { files: '`a/x.py`, `b/y.py`' },
      project: { Dockerfile: `${FOLDER}${MARK} missing\n`, 'app/a/x.py': 'A = 1\n', 'app/b/y.py': 'A = 1\n' },
    },
    { project: { Dockerfile: `${FOLDER}${MARK} missing\n`, 'app/README.md': 'a\n' } },
    {
      // What is copied is known, so that it is no guess.
      severity: 'error',
      project: {
        Dockerfile: `${FOLDER.replaceAll('app /', 'code /').replace('=', '=code/')}#                        ^^^^^^^^^^^^^ contents\n`,
        'code/score.py': SCRIPT,
      },
    },
    ...dockerfiles`
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere

      COPY model /var/azureml-app/azureml-models
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere

      COPY requirements.txt .
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere

      COPY code/ app
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere

      ARG WHERE
      COPY requirements.txt \${WHERE}/
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere

      # the right name would not help either
      ENV AZUREML_APP_ROOT=/app
      COPY score.py /srv/
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ elsewhere

      ENV AZUREML_APP_ROOT=/app AML_APP_ROOT=/srv
      COPY score.py /app/
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ elsewhere
    `,
    {
      texts: dockerfiles`
        COPY code /var/azureml_app
        COPY model /var/azureml-app/azureml-models
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ elsewhere

        COPY code /var/azureml-app/src
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ below

        COPY main.py /var/azureml-app
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ another

        COPY <<main.py /var/azureml-app/
        main.py
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ another

        COPY score.py /var/azureml-app/main.py
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ another
      `,
      fixed: false,
    },
    {
      from: PYTHON,
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ nowhere
      `,
    },
    {
      from: TRAINING_24,
      texts: dockerfiles`
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ nowhere

        WORKDIR /app
        COPY . .
        CMD ["runsvdir", "/var/runit"]
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ elsewhere
      `,
    },
    // A stray continuation swallows the COPY.
    {
      data: { character: '\\', stray: 2 },
      text: dockerfile`
        RUN echo \
        COPY . /var/azureml-app
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ swallowed
      `,
    },
    {
      data: { character: '\\', stray: 3 },
      text: dockerfile`
        RUN bash setup.sh
        RUN echo \
        ADD a.tgz /var/azureml-app
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ swallowed
      `,
    },
    {
      name: 'what is copied to the wrong place is nearer to it',
      data: { copy: 'COPY', line: 2, destination: '/app' },
      text: dockerfile`
        COPY score.py /app/
        RUN echo \
        COPY requirements.txt .
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ elsewhere
      `,
    },
    ...dockerfiles`
      RUN echo \
      ENV A=COPY
      ENV AZUREML_ENTRY_SCRIPT=score.py
      #                        ^^^^^^^^ nowhere
    `,
    // The cure cures.
    {
      data: { better: 'COPY code /var/azureml-app/code' },
      text: dockerfile`
        COPY code /app
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
        #                        ^^^^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY code /var/azureml-app/code
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { better: 'COPY code/ /var/azureml-app/code/' },
      text: dockerfile`
        COPY code/ /app/
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
        #                        ^^^^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY code/ /var/azureml-app/code/
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { better: 'COPY project/code /var/azureml-app/code' },
      text: dockerfile`
        COPY project/code /app
        ENV AZUREML_ENTRY_SCRIPT=code/lib/score.py
        #                        ^^^^^^^^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY project/code /var/azureml-app/code
        ENV AZUREML_ENTRY_SCRIPT=code/lib/score.py
      `,
    },
    {
      data: { better: 'COPY . /var/azureml-app' },
      text: dockerfile`
        COPY . /app
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
        #                        ^^^^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY . /var/azureml-app
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { better: 'COPY --chown=dockeruser src /var/azureml-app' },
      text: dockerfile`
        COPY --chown=dockeruser src /app
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        COPY --chown=dockeruser src /var/azureml-app
        ENV AZUREML_ENTRY_SCRIPT=score.py
      `,
    },
    {
      data: { better: 'ADD score.py helper.py /var/azureml-app/src/' },
      text: dockerfile`
        ADD score.py helper.py /opt/
        ENV AZUREML_ENTRY_SCRIPT=src/score.py
        #                        ^^^^^^^^^^^^ elsewhere
      `,
      cured: dockerfile`
        ADD score.py helper.py /var/azureml-app/src/
        ENV AZUREML_ENTRY_SCRIPT=src/score.py
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', value: 'code/score.py' },
      text: dockerfile`
        COPY code /var/azureml-app/code
        ENV AZUREML_ENTRY_SCRIPT=score.py
        #                        ^^^^^^^^ below
      `,
      fixed: false,
      cured: dockerfile`
        COPY code /var/azureml-app/code
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', value: 'a/b/score.py' },
      text: dockerfile`
        COPY score.py /var/azureml-app/a/b/
        ENV AZUREML_ENTRY_SCRIPT=b/score.py
        #                        ^^^^^^^^^^ below
      `,
      fixed: false,
      cured: dockerfile`
        COPY score.py /var/azureml-app/a/b/
        ENV AZUREML_ENTRY_SCRIPT=a/b/score.py
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', value: 'score.py' },
      text: dockerfile`
        COPY score.py a.txt /var/azureml-app/
        ENV AZUREML_ENTRY_SCRIPT=main.py
        #                        ^^^^^^^ another
      `,
      fixed: false,
      cured: dockerfile`
        COPY score.py a.txt /var/azureml-app/
        ENV AZUREML_ENTRY_SCRIPT=score.py
      `,
    },
    {
      data: { script: 'code/score.py', directory: '/var/azureml-app/code' },
      text: dockerfile`
        COPY a.txt /var/azureml-app/
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
        #                        ^^^^^^^^^^^^^ missing
      `,
      cured: dockerfile`
        COPY code/score.py /var/azureml-app/code/
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { folder: 'code', directory: '/var/azureml-app/code' },
      text: dockerfile`
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
        #                        ^^^^^^^^^^^^^ nowhere
      `,
      cured: dockerfile`
        COPY code /var/azureml-app/code
        ENV AZUREML_ENTRY_SCRIPT=code/score.py
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', value: '/opt/a/b/score.py' },
      text: dockerfile`
        COPY score.py /opt/a/b/
        ENV AZUREML_ENTRY_SCRIPT=/opt/a/score.py
        #                        ^^^^^^^^^^^^^^^ below
      `,
      fixed: false,
      cured: dockerfile`
        COPY score.py /opt/a/b/
        ENV AZUREML_ENTRY_SCRIPT=/opt/a/b/score.py
      `,
    },
    {
      data: { variable: 'AZUREML_ENTRY_SCRIPT', value: '/opt/a/score.py' },
      text: dockerfile`
        COPY a.txt score.py /opt/a/
        ENV AZUREML_ENTRY_SCRIPT=/opt/a/main.py
        #                        ^^^^^^^^^^^^^^ another
      `,
      fixed: false,
      cured: dockerfile`
        COPY a.txt score.py /opt/a/
        ENV AZUREML_ENTRY_SCRIPT=/opt/a/score.py
      `,
    },
  ],
});
