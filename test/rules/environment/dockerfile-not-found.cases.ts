import rule from '../../../rules/environment/dockerfile-not-found.ts';
import { testEdgeCases } from '../edge-cases.ts';

const ENV = 'name: a\nbuild:\n  path: docker\n';
const FOLDER = `${ENV}#       ^^^^^^ folder\n`;
const FILE = `${ENV}#       ^^^^^^ dockerfile\n`;
const DOCKERFILE = { 'docker/Dockerfile': 'FROM ubuntu:24.04\n' };
const ASSET = 'image:\n  name: a\n  context:\n    dir: context\n    dockerfile: Dockerfile\n';

testEdgeCases(rule, {
  valid: [
    { name: 'there', project: { 'env.yml': ENV, ...DOCKERFILE } },
    {
      name: 'in a folder of the folder',
      project: {
        'env.yml': `${ENV}  dockerfile_path: ./gpu/Dockerfile\n`,
        'docker/gpu/Dockerfile': 'FROM a\n',
      },
    },
    { name: 'above', project: { 'a/b/env.yml': ENV.replace('docker', '../../docker'), ...DOCKERFILE } },
    { name: 'outside of what is known', project: { 'env.yml': ENV.replace('docker', '../docker') } },
    { name: 'a template', project: { 'env.yml': ENV.replace('docker', '{{DIR}}') } },
    {
      name: 'a name that a program fills in',
      project: { 'env.yml': `${ENV}  dockerfile_path: $NAME\n`, ...DOCKERFILE },
    },
    { name: 'a file of a template', project: { '.package-template/env.yml': ENV } },
    { name: 'an address', project: { 'env.yml': ENV.replace('docker', 'https://github.com/a/b.git#main') } },
    {
      name: 'a file, which az ml uploads',
      project: { 'env.yml': ENV.replace('docker', 'docker/Dockerfile'), ...DOCKERFILE },
    },
    {
      name: 'spec.yaml of an asset',
      project: {
        'spec.yaml':
          'name: "{{asset.name}}"\nbuild:\n  path: "{{image.context.path}}"\n  dockerfile_path: "{{image.dockerfile.path}}"\n',
      },
    },
    { name: 'an asset', project: { 'environment.yaml': ASSET, 'context/Dockerfile': 'FROM a\n' } },
    {
      name: 'a workflow',
      project: {
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    runs-on: b\n    environment:\n      build:\n        path: docker\n',
      },
    },
  ],
  invalid: [
    { name: 'no folder', project: { 'env.yml': FOLDER }, message: /Write `…`/ },
    {
      name: 'seen from the repository',
      project: { 'env/env.yml': FOLDER, ...DOCKERFILE },
      message: /Write `\.\.\/docker`/,
    },
    {
      name: 'a slip',
      project: { 'env.yml': FOLDER, 'dockr/Dockerfile': 'FROM a\n' },
      message: /Write `dockr`/,
    },
    {
      name: 'the only folder with a Dockerfile',
      project: { 'env.yml': FOLDER, 'image/Dockerfile': 'FROM a\n', 'src/a.py': '' },
      message: /Write `image`/,
    },
    {
      name: 'another case',
      project: { 'env.yml': FILE, 'docker/dockerfile': 'FROM a\n' },
      message: /`dockerfile_path: dockerfile`/,
    },
    {
      name: 'a slip in its name',
      project: { 'env.yml': FILE, 'docker/Dockfile': 'FROM a\n' },
      message: /`dockerfile_path: Dockfile`/,
    },
    {
      name: 'an empty folder',
      project: { 'env.yml': FILE, 'docker/a.txt': '' },
      message: /`dockerfile_path: …`/,
    },
    {
      name: 'its own folder, for the one above',
      project: { 'env/env.yml': FILE.replace('docker', '.').replace(/\^{6}/, '^'), Dockerfile: 'FROM a\n' },
      message: /Write `path: \.\.`/,
    },
    {
      name: 'several',
      project: { 'env.yml': FILE, 'docker/cpu.Dockerfile': 'FROM a\n', 'docker/gpu.Dockerfile': 'FROM a\n' },
      message: /`cpu\.Dockerfile`, `gpu\.Dockerfile`/,
    },
    {
      name: 'a job',
      project: {
        'job.yml':
          'command: ls\ncompute: azureml:c\nenvironment:\n  build:\n    path: docker\n#         ^^^^^^ folder\n',
      },
    },
    {
      name: 'an asset',
      project: {
        'environment.yaml': ASSET.replace(
          'context\n    dockerfile',
          'context\n#        ^^^^^^^ folder\n    dockerfile',
        ),
      },
    },
    {
      name: 'merged twice, reported once',
      project: {
        'job.yml':
          'type: pipeline\njobs:\n  a:\n    environment: &e\n      build:\n        path: docker\n#             ^^^^^^ folder\n  b:\n    environment:\n      <<: *e\n',
      },
    },
  ],
});
