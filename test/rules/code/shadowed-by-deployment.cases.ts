import rule from '../../../rules/code/shadowed-by-deployment.ts';
import { batch, copied, online, built as projectOf } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';

const CODE = 'code_configuration:\n  code: online\n  scoring_script: score.py\n';
const MARKED = CODE.replace('\n', '\n#^^^^^^^^^^^^^^^^^\n');
const SCRIPT = 'def run(data): ...\n';
const FILES = { 'docker/app/score.py': SCRIPT, 'online/score.py': SCRIPT };
const built = (lines: string, more = CODE, files: Readonly<Record<string, string>> = FILES) =>
  projectOf(lines, more, files);

testEdgeCases(rule, {
  valid: [
    { name: 'no code', project: built('COPY app /var/azureml-app\n', '') },
    { name: 'elsewhere', project: built('COPY app /opt/tools\n') },
    {
      name: 'no code is copied there',
      project: built('COPY conf /var/azureml-app\n', CODE, {
        'docker/conf/a.json': '{}',
        'online/score.py': SCRIPT,
      }),
    },
    {
      name: 'a model is copied there',
      project: built('COPY m /var/azureml-app/azureml-models\n', CODE, {
        'docker/m/a.bin': 'a',
        'online/score.py': SCRIPT,
      }),
    },
    {
      name: 'a registered environment',
      project: {
        ...built('COPY app /var/azureml-app\n'),
        'deployment.yml': online(`${CODE}environment: azureml:a:1\n`),
      },
    },
    {
      name: 'a batch deployment',
      project: {
        ...built('COPY app /var/azureml-app\n'),
        'deployment.yml': batch(`${CODE}environment:\n  build:\n    path: docker\n`),
      },
    },
  ],
  invalid: [
    { name: 'one script', project: built(copied('COPY app/score.py /var/azureml-app/'), MARKED) },
    { name: 'with all else', project: built(copied('COPY . /var/azureml-app/'), MARKED) },
    { name: 'another root', project: built(`ENV AML_APP_ROOT=/srv\n${copied('COPY app /srv')}`, MARKED) },
    {
      name: 'a here-document',
      project: built(
        'COPY <<EOF /var/azureml-app/score.py\n#~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~>\ndef run(data): ...\nEOF\n',
        MARKED,
      ),
    },
  ],
});
