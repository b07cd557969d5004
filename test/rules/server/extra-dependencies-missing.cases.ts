import { dockerfile, dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/extra-dependencies-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { CURATED_INFERENCE, INFERENCE } from '../images.ts';

const COPIED = `FROM ${INFERENCE}
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const SCRIPT = { 'app/score.py': 'def init(): pass\ndef run(a): return a\n' };
const REQUIREMENTS = 'AZUREML_EXTRA_REQUIREMENTS_TXT';

testEdgeCases(rule, {
  from: INFERENCE,
  valid: [
    ...dockerfiles`
      # nothing is known of what is copied
      COPY app /var/azureml-app
      ENV ${REQUIREMENTS}=requirements.txt

      # where the script is, is not known
      ARG SCRIPT
      ENV AZUREML_ENTRY_SCRIPT=$SCRIPT ${REQUIREMENTS}=requirements.txt
    `,
    ...[
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV ${REQUIREMENTS}=../etc/requirements.txt\nCOPY app /var/etc\n`,
        'app/requirements.txt': 'a\n',
      },
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV ${REQUIREMENTS}=/requirements.txt\n`,
        'app/requirements.txt': 'a\n',
      },
      { ...SCRIPT, Dockerfile: `${COPIED}ENV AZUREML_EXTRA_PYTHON_LIB_PATH=lib\n`, 'app/lib/a.py': 'a\n' },
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}COPY conda.yml /opt/\nENV AZUREML_EXTRA_CONDA_YAML_ABS_PATH=/opt/conda.yml\n`,
        'conda.yml': 'a\n',
      },
      // Something may have made it.
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}RUN pip freeze > /var/azureml-app/requirements.txt\nENV ${REQUIREMENTS}=requirements.txt\n`,
      },
      // It is not looked at.
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV AZUREML_EXTRA_PYTHON_LIB_PATH=lib ${REQUIREMENTS}=requirements.txt\n`,
        'app/lib/a.py': 'a\n',
      },
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV AZUREML_EXTRA_CONDA_YAML=conda.yml DYNAMIC_DEP_INSTALLATION=false\n`,
      },
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV ${REQUIREMENTS}=requirements.txt\nCMD ["uvicorn", "score:app"]\n`,
      },
      {
        ...SCRIPT,
        Dockerfile: `${COPIED.replace(INFERENCE, CURATED_INFERENCE)}ENV ${REQUIREMENTS}=requirements.txt\n`,
      },
      // Another rule tells that of the script.
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV AZUREML_ENTRY_SCRIPT=/var/azureml-app/score.py ${REQUIREMENTS}=requirements.txt\n`,
      },
      // The code of a deployment comes in its place.
      {
        ...SCRIPT,
        Dockerfile: `${COPIED}ENV ${REQUIREMENTS}=requirements.txt\n`,
        'deployment.yml':
          '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: churn\n' +
          'environment:\n  build:\n    path: .\ncode_configuration:\n  code: app\n  scoring_script: score.py\n',
      },
    ].map((project) => ({ project })),
  ],
  invalid: [
    // Nothing is copied to where it is looked for, whatever the context has.
    ...dockerfiles`
      ENV AZUREML_EXTRA_REQUIREMENTS_TXT=requirements.txt
      #                                  ^^^^^^^^^^^^^^^^ nowhere
    `,
    {
      data: { destination: '/var/azureml-app/lib', status: 97 },
      project: {
        ...SCRIPT,
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY app /var/azureml-app
          ENV AZUREML_ENTRY_SCRIPT=score.py
          ENV AZUREML_EXTRA_PYTHON_LIB_PATH=lib
          #                                 ^^^ nowhere
        `,
      },
    },
    {
      data: { path: '/opt/conda.yml', destination: '/opt/', status: 98 },
      text: dockerfile`
        ENV AZUREML_EXTRA_CONDA_YAML_ABS_PATH=/opt/conda.yml
        #                                     ^^^^^^^^^^^^^^ nowhere
      `,
    },
    {
      name: 'a file is no directory',
      data: { status: 97 },
      project: {
        'app/lib': 'a\n',
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY app /var/azureml-app
          ENV AZUREML_ENTRY_SCRIPT=score.py
          ENV AZUREML_EXTRA_PYTHON_LIB_PATH=lib
          #                                 ^^^ nowhere
        `,
      },
    },
    {
      name: 'in a directory beside the script, and a directory that holds it',
      data: { better: 'env/requirements.txt', why: ', beside the entry script' },
      project: {
        'app/env/requirements.txt': 'a\n',
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY app /var/azureml-app
          #~~~~~~~~~~~~~~~~~~~~~~~~ lies
          ENV AZUREML_EXTRA_REQUIREMENTS_TXT=requirements.txt
          #                                  ^^^^^^^^^^^^^^^^ elsewhere
        `,
      },
    },
    {
      name: 'under another name',
      data: { better: 'conda.yml' },
      project: {
        'app/conda.yml': 'dependencies: [python=3.12]\n',
        Dockerfile: dockerfile`
          FROM ${INFERENCE}
          COPY app /var/azureml-app
          #~~~~~~~~~~~~~~~~~~~~~~~~ lies
          ENV AZUREML_EXTRA_CONDA_YAML=conda.yaml
          #                            ^^^^^^^^^^ elsewhere
        `,
      },
    },
  ],
});
