import rule from '../../../rules/deployment/wrong-port.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { deployment, environment, INFERENCE, routes } from './projects.ts';

const on = (port: string | number, dockerfile: string, more = '') => ({
  'deployment.yml': deployment(more, routes(port, '  ')),
  'docker/Dockerfile': dockerfile,
});
const own = (command: string, lines = '') => `FROM python:3.12\n${lines}CMD ${command}\n`;
/** The routes with marks: the finding is at the first of them. */
function marked(port: number, messageId: string): string {
  const marks = [` ${messageId}`, '', ''];
  return routes(port, '  ')
    .split('\n')
    .map((line) => {
      const place = line.indexOf(`${port}`);
      if (place === -1) return `${line}\n`;
      const id = marks.shift()!;
      return `${line}\n#${' '.repeat(place - 1)}${(id ? '^' : '~').repeat(`${port}`.length)}${id}\n`;
    })
    .join('')
    .replace(/\n\n$/, '\n');
}

const wrong = (port: number, dockerfile: string, messageId = 'silent') => ({
  'deployment.yml': deployment('', marked(port, messageId)),
  'docker/Dockerfile': dockerfile,
});

testEdgeCases(rule, {
  valid: [
    { name: 'text that is a number', project: on('"5001"', INFERENCE) },
    { name: 'a template', project: on('{{PORT}}', INFERENCE) },
    { name: 'the services are restated', project: on(5001, `${INFERENCE}CMD ["runsvdir", "/var/runit"]\n`) },
    {
      name: 'the server on a port of its own',
      project: on(8080, `${INFERENCE}CMD ["azmlinfsrv", "--port", "8080"]\n`),
    },
    {
      name: 'the server on a port that the build knows',
      project: on(8080, `${INFERENCE}CMD ["azmlinfsrv", "--port", "$PORT"]\n`),
    },
    { name: 'a script', project: on(80, `${INFERENCE}COPY start.sh /\nCMD ["/start.sh"]\n`) },
    {
      name: 'a configuration of nginx',
      project: on(80, `${INFERENCE}COPY app.conf /etc/nginx/sites-available/app\n`),
    },
    {
      name: 'a configuration of nginx in a RUN',
      project: on(80, `${INFERENCE}RUN sed -i s/5001/80/ /etc/nginx/sites-available/app\n`),
    },
    {
      name: 'services of another directory',
      project: on(9000, `${INFERENCE}CMD ["runsvdir", "-P", "/srv/services"]\n`),
    },
    {
      name: 'a port of its own for questions about the health',
      project: {
        'environment.yml': environment(routes(5001).replaceAll('5001, path: /}', '5000, path: /}')),
        'docker/Dockerfile': `${INFERENCE}ENV SEPERATE_HEALTH_ENDPOINT=true\n`,
      },
    },
    {
      name: 'a port of its own for the health, by the deployment',
      project: {
        'deployment.yml': deployment(
          'environment_variables: {SEPERATE_HEALTH_ENDPOINT: "true"}\n',
          routes(5001, '  ').replaceAll('5001, path: /}', '5000, path: /}'),
        ),
        'docker/Dockerfile': INFERENCE,
      },
    },
    { name: 'another service', project: on(9000, `${INFERENCE}COPY web /var/runit/web\n`) },
    { name: 'an unknown program', project: on(80, own('["python", "app.py"]')) },
    {
      name: 'a base that starts something',
      project: on(8501, 'FROM tensorflow/serving:2.16.1\nENV MODEL_NAME=a\n'),
    },
    {
      name: 'a training image',
      project: on(80, 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n'),
    },
    { name: 'uvicorn on its usual port', project: on(8000, own('uvicorn main:app --host 0.0.0.0')) },
    {
      name: 'uvicorn on a port of a variable',
      project: on(80, own('uvicorn main:app', 'ENV UVICORN_PORT=80\n')),
    },
    {
      name: 'uvicorn on a port that the deployment sets',
      project: on(80, own('uvicorn main:app'), 'environment_variables: {UVICORN_PORT: 80}\n'),
    },
    {
      name: 'gunicorn that is bound',
      project: on(9000, own('["gunicorn", "-w", "2", "-b", "0.0.0.0:9000", "app:app"]')),
    },
    { name: 'gunicorn with a configuration', project: on(9000, own('gunicorn -c conf.py app:app')) },
    { name: 'a shell that does more', project: on(80, own('nginx && uvicorn main:app --port 9000')) },
    {
      name: 'TensorFlow Serving with two ports',
      project: on(8501, own('tensorflow_model_server --port=8500 --rest_api_port=8501')),
    },
    { name: 'nothing is known of the Dockerfile', project: { 'environment.yml': environment(routes(80)) } },
    {
      name: 'a job does not serve',
      project: { 'environment.yml': environment(), 'docker/Dockerfile': INFERENCE },
    },
  ],
  invalid: [
    {
      name: 'an inference image',
      project: wrong(80, INFERENCE),
      fixed: { 'deployment.yml': deployment() },
      message: /nginx.*5001.*port: 5001/,
    },
    {
      name: 'the port behind nginx',
      project: wrong(31311, INFERENCE, 'internal'),
      fixed: { 'deployment.yml': deployment() },
    },
    {
      name: 'runit on a training image',
      project: wrong(
        8080,
        'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\nENV AZUREML_ENTRY_SCRIPT=score.py\nCMD ["runsvdir", "/var/runit"]\n',
      ),
      fixed: false,
    },
    {
      name: 'the server on another port',
      project: wrong(
        5001,
        `${INFERENCE}CMD ["azmlinfsrv", "--port", "8080"]\n#   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n`,
      ),
      fixed: { 'deployment.yml': deployment('', routes(8080, '  ')) },
    },
    {
      name: 'python -m uvicorn',
      project: wrong(
        5001,
        'FROM python:3.12\nCMD python -m uvicorn main:app --port=9000\n#   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n',
      ),
      fixed: false,
    },
    {
      name: 'gunicorn on its usual port',
      project: wrong(
        5001,
        'FROM python:3.12\nENTRYPOINT ["gunicorn"]\n#          ~~~~~~~~~~~~\nCMD ["app:app"]\n',
      ),
      fixed: false,
    },
    {
      name: 'an image without a Dockerfile',
      project: {
        'deployment.yml': deployment('', marked(80, 'silent')).replace(
          'build:\n    path: docker',
          'image: mcr.microsoft.com/azureml/minimal-py312-inference:20260722.v3',
        ),
      },
      fixed: false,
    },
  ],
});
