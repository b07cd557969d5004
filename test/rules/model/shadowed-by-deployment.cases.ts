import rule from '../../../rules/model/shadowed-by-deployment.ts';
import { batch, copied, INFERENCE, online, built as projectOf } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';

const MODEL = 'model: azureml:churn:4\n';
const MARKED = `${MODEL}#^^^^\n`;
const FILES = { 'docker/weights/churn.bin': 'a model' };
const built = (lines: string, more = MODEL, files: Readonly<Record<string, string>> = FILES) =>
  projectOf(lines, more, files);

testEdgeCases(rule, {
  valid: [
    { name: 'no model', project: built('COPY weights /var/azureml-app/azureml-models\n', '') },
    { name: 'elsewhere', project: built('COPY weights /opt/tokenizer\nENV TOKENIZER_DIR=/opt/tokenizer\n') },
    {
      name: 'another mount',
      project: built('COPY weights /opt/model\n', `${MODEL}model_mount_path: /models\n`),
    },
    {
      name: 'a mount that is not known',
      project: built('COPY weights /models\n', `${MODEL}model_mount_path: {{M}}\n`),
    },
    { name: 'nothing is copied there', project: built('RUN mkdir -p /var/azureml-app/azureml-models\n') },
    {
      name: 'code, to whose folder the variable points',
      project: built('COPY app /var/azureml-app\nENV AZUREML_MODEL_DIR=/var/azureml-app\n', MODEL, {
        'docker/app/score.py': 'a = 1\n',
      }),
    },
    {
      name: 'a registered environment',
      project: {
        ...built('COPY weights /var/azureml-app/azureml-models\n'),
        'deployment.yml': online(`${MODEL}environment: azureml:a:1\n`),
      },
    },
    {
      name: 'a batch deployment',
      project: {
        ...built('COPY weights /var/azureml-app/azureml-models\n'),
        'deployment.yml': batch(`${MODEL}environment:\n  build:\n    path: docker\n`),
      },
    },
    {
      name: 'a stage that is not the last',
      project: built(`FROM ubuntu:24.04 AS b\nCOPY weights /var/azureml-app/azureml-models\n${INFERENCE}`),
    },
    {
      name: 'a training image',
      project: {
        ...built(''),
        'docker/Dockerfile':
          'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\nCOPY weights /var/azureml-app/azureml-models\n',
      },
    },
  ],
  invalid: [
    {
      name: 'a folder of the usual place',
      project: built(copied('COPY weights /var/azureml-app/azureml-models/churn/1'), MARKED),
    },
    {
      name: 'where the variable points',
      project: built(`${copied('COPY weights /opt/model')}ENV AZUREML_MODEL_DIR=/opt/model\n`, MARKED),
    },
    {
      name: 'where it is mounted',
      project: built(copied('COPY weights /models'), `${MARKED}model_mount_path: /models\n`),
    },
    {
      name: 'with all else',
      project: built(copied('COPY . /var/azureml-app'), MARKED, {
        'docker/azureml-models/churn.bin': 'a model',
      }),
    },
    {
      name: 'a model that is described',
      project: built(copied('COPY weights /var/azureml-app/azureml-models'), 'model:\n#^^^^\n  path: ./m\n'),
    },
    {
      name: 'an environment in another file',
      project: {
        'deploy/blue.yml': online(`environment: file:../env.yml\n${MARKED}`),
        'env.yml': 'name: a\nbuild:\n  path: docker\n',
        'docker/Dockerfile': `${INFERENCE}${copied('COPY weights /var/azureml-app/azureml-models')}`,
        ...FILES,
      },
    },
    {
      name: 'a training image that serves',
      project: {
        ...built('', MARKED),
        'docker/Dockerfile': `FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n${copied('COPY weights /var/azureml-app/azureml-models')}CMD ["runsvdir", "/var/runit"]\n`,
      },
    },
  ],
});
