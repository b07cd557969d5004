import rule from '../../../rules/context/too-large.ts';
import { testEdgeCases } from '../edge-cases.ts';

const DOCKERFILE = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const YAML = `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: x
build:
  path: docker
`;
const MARKED = `${YAML}#       ^^^^^^ files\n`;
const some = (count: number, folder = 'docker/data') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/${index}.csv`, '']));

testEdgeCases(rule, {
  valid: [
    { project: { 'docker/Dockerfile': DOCKERFILE, 'env.yml': YAML, ...some(99) } },
    { project: { 'docker/Dockerfile': DOCKERFILE, 'env.yml': YAML, ...some(200, 'data') } },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': YAML,
        ...some(200),
        'docker/.amlignore': 'data/\n',
      },
    },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': YAML,
        ...some(200),
        'docker/.gitignore': '*.csv\n',
      },
    },
    { project: { 'docker/Dockerfile': DOCKERFILE, ...some(200) } },
  ],
  invalid: [
    { project: { 'docker/Dockerfile': DOCKERFILE, 'env.yml': MARKED, ...some(100) } },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': MARKED,
        ...some(120),
        'docker/.amlignore': '',
        'docker/.gitignore': '*.csv\n',
      },
      message: /Name in its `\.amlignore` what/,
    },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': MARKED,
        ...some(120),
        'docker/.gitignore': '*.pkl\n',
      },
      message:
        /an `\.amlignore` there, which is read in place of its `\.gitignore`, what that names and what/,
    },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': MARKED,
        ...some(120),
        'docker/.dockerignore': 'data\n',
      },
    },
    {
      project: {
        'docker/Dockerfile': DOCKERFILE,
        'env.yml': MARKED.replace('files', 'bytes'),
        'docker/a.txt': 'x'.repeat(1024 ** 2),
      },
    },
  ],
});
