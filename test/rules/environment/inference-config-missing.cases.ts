import rule from '../../../rules/environment/inference-config-missing.ts';
import { batch, deployment, environment, INFERENCE, job, online, routes } from '../deployment/projects.ts';
import { testEdgeCases } from '../edge-cases.ts';

const TRAINING = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const SERVER = 'FROM python:3.12\nCMD ["uvicorn", "main:app", "--port", "8000"]\n';
const FILE = 'environment: file:env.yml\n';
const with_ = (dockerfile: string, yaml: string) => ({ 'env.yml': yaml, 'docker/Dockerfile': dockerfile });
const marked = (text: string) => text.replace('build:\n', 'build:\n#^^^^\n');

testEdgeCases(rule, {
  valid: [
    { name: 'it has one', project: with_(INFERENCE, environment(routes(5001))) },
    {
      name: 'one that is not complete is told by another rule',
      project: with_(INFERENCE, environment('inference_config: {}\n')),
    },
    { name: 'a training image', project: with_(TRAINING, environment()) },
    { name: 'a job', project: with_(INFERENCE, job()) },
    {
      name: 'a batch deployment',
      project: with_(INFERENCE, batch('environment:\n  build:\n    path: docker\n')),
    },
    {
      name: 'used by a batch deployment',
      project: { ...with_(INFERENCE, environment()), 'batch.yml': batch(FILE) },
    },
    {
      name: 'used by a job',
      project: {
        ...with_(INFERENCE, environment()),
        'job.yml': `command: ls\ncompute: azureml:c\n${FILE}`,
      },
    },
    {
      name: 'an image of Azure ML as it is',
      project: {
        'env.yml':
          'name: a\nimage: mcr.microsoft.com/azureml/minimal-py312-inference:latest\nconda_file: conda.yml\n',
      },
    },
    {
      name: 'a replaced server is told in the Dockerfile',
      project: with_(`${INFERENCE}CMD ["uvicorn", "a:b"]\n`, environment()),
    },
    {
      name: 'a server of its own, in an environment that nothing deploys',
      project: with_(SERVER, environment()),
    },
    {
      name: 'a program that may be for a job',
      project: with_('FROM python:3.12\nCMD ["python", "a.py"]\n', deployment('', '')),
    },
    { name: 'the Dockerfile is not known', project: { 'env.yml': environment() } },
  ],
  invalid: [
    { name: 'an environment', project: with_(INFERENCE, marked(environment())) },
    {
      name: 'of an online deployment',
      project: with_(INFERENCE, deployment('', '').replace('build:\n', 'build:\n# ^^^^^\n')),
    },
    {
      name: 'used by an online deployment, reported once',
      project: { ...with_(INFERENCE, marked(environment())), 'deployment.yml': online(FILE) },
    },
    {
      name: 'from a stage',
      project: with_(`${INFERENCE.trim()} AS base\nFROM base\n`, marked(environment())),
    },
  ],
});
