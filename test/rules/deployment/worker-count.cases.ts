import rule from '../../../rules/deployment/worker-count.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { batch, deployment, INFERENCE, online } from './projects.ts';

const requests = (count: string | number) =>
  `request_settings:\n  max_concurrent_requests_per_instance: ${count}\n`;
const workers = (count: string | number) => `environment_variables: {WORKER_COUNT: ${count}}\n`;
const image = (lines: string, yaml: string) => ({
  'deployment.yml': deployment(yaml),
  'docker/Dockerfile': `${INFERENCE}${lines}`,
});

testEdgeCases(rule, {
  valid: [
    { name: 'as many', project: image('ENV WORKER_COUNT=4\n', requests(4)) },
    { name: 'as many, as text', project: { 'a.yml': online(`${workers('"4"')}${requests('"4"')}`) } },
    { name: 'the deployment overrides', project: image('ENV WORKER_COUNT=4\n', workers(1)) },
    { name: 'one', project: image('ENV WORKER_COUNT=1\n', '') },
    { name: 'the number of the base image is not known', project: image('', requests(4)) },
    { name: 'a variable', project: image('ENV WORKER_COUNT=$N\n', '') },
    { name: 'a variable of the deployment', project: image('ENV WORKER_COUNT=4\n', workers('${N}')) },
    { name: 'a template', project: { 'a.yml': online(`${workers('{{N}}')}${requests(4)}`) } },
    { name: 'requests in a template', project: { 'a.yml': online(`${workers(2)}${requests('{{N}}')}`) } },
    { name: 'no number', project: image('ENV WORKER_COUNT=two\n', '') },
    { name: 'another server', project: image('ENV WORKER_COUNT=4\nCMD uvicorn a:b --port 5001\n', '') },
    {
      name: 'another base',
      project: { 'a.yml': deployment(''), 'docker/Dockerfile': 'FROM python:3.12\nENV WORKER_COUNT=4\n' },
    },
    { name: 'a batch deployment', project: { 'a.yml': batch(workers(4)) } },
  ],
  invalid: [
    {
      name: 'the deployment overrides, wrongly',
      project: {
        'deployment.yml': deployment(
          `environment_variables:\n  WORKER_COUNT: 2\n#               ~\n${requests(4)}#                                       ^ more\n`,
        ),
        'docker/Dockerfile': `${INFERENCE}ENV WORKER_COUNT=4\n`,
      },
      message: /4 requests at a time, and it has 2 workers.*Write `2`.*WORKER_COUNT: 4/,
    },
    {
      name: 'other settings of requests are there, and one worker is idle',
      project: {
        'deployment.yml': deployment(
          `request_settings:\n  request_timeout_ms: 90000\n${workers(2)}#${' '.repeat(37)}~\n`,
        ).replace('\n', '\n#^^^^^^ unset\n'),
        'docker/Dockerfile': INFERENCE,
      },
      message: /so 1 of them is idle\. Add `max_concurrent_requests_per_instance: 2` to `request_settings`\./,
    },
    {
      name: 'one worker',
      project: {
        'deployment.yml': deployment(`${requests(4)}#                                       ^ more\n`),
        'docker/Dockerfile': `${INFERENCE}ENV WORKER_COUNT=1\n#   ~~~~~~~~~~~~~~\n`,
      },
      message: /it has 1 worker:/,
    },
  ],
});
