import rule from '../../../rules/copy/source-ignored.ts';
import { testEdgeCases } from '../edge-cases.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const YAML =
  '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: x\nbuild:\n  path: .\n';

testEdgeCases(rule, {
  valid: [
    { text: `${FROM}COPY src /x/\n`, files: { '.dockerignore': '*\n!src/**\n', 'src/a.py': '' } },
    { text: `${FROM}COPY . /x/\n`, files: { '.dockerignore': '*\n!a\n', a: '', b: '' } },
    { text: `${FROM}COPY a b /x/\n`, files: { '.dockerignore': '**/a/c\n', 'a/c': '', 'a/d': '', b: '' } },
    { text: `${FROM}COPY *.txt /x/\n`, files: { '.dockerignore': '*.txt\n', a: '' } },
    { text: `${FROM}COPY a /x/\n`, files: { '.dockerignore': 'a\n' } },
    { text: `${FROM}COPY a.pyc b/ /x/\n`, files: { '.dockerignore': 'b/*.pyc\n', 'a.pyc': '', 'b/c': '' } },
    { text: `${FROM}COPY --from=busybox:1.37 a /x/\n`, files: { '.dockerignore': 'a\n', a: '' } },
    { text: `${FROM}ONBUILD COPY a /x/\n`, files: { '.dockerignore': 'a\n', a: '' } },
    {
      text: `${FROM}RUN --mount=type=bind,target=/x true\n`,
      files: { '.dockerignore': 'b\n', a: '', b: '' },
    },
    // Of another Dockerfile.
    { project: { Dockerfile: `${FROM}COPY a /x/\n`, a: '', 'other.Dockerfile.dockerignore': 'a\n' } },
    // It takes the place of the general one.
    {
      project: {
        Dockerfile: `${FROM}COPY a /x/\n`,
        a: '',
        '.dockerignore': 'a\n',
        'Dockerfile.dockerignore': '',
      },
    },
    // The classic builder does not know it.
    {
      project: {
        Dockerfile: `${FROM}COPY a /x/\n`,
        a: '',
        'Dockerfile.dockerignore': 'a\n',
        'env.yml': YAML,
      },
    },
    // Whoever builds needs it not.
    { text: `${FROM}COPY a /x/\n`, files: { '.dockerignore': 'Dockerfile*\n.dockerignore\n', a: '' } },
  ],
  invalid: [
    {
      text: `${FROM}COPY src /x/src\nCOPY requirements.txt /x/\n#    ^^^^^^^^^^^^^^^^ source\n`,
      files: { '.dockerignore': '*\n!src/**\n', 'src/a.py': '', 'requirements.txt': '' },
    },
    { text: `${FROM}COPY a /x/\n#    ^ nothing\n`, files: { '.dockerignore': 'a/*\n!a/q\n', 'a/b': '' } },
    { text: `${FROM}COPY ./a/b /x/\n#    ^^^^^ source\n`, files: { '.dockerignore': 'a\n', 'a/b': '' } },
    {
      text: `${FROM}COPY [ab]*.txt /x/\n#    ^^^^^^^^^ nothing\n`,
      files: { '.dockerignore': '*.txt\n', 'a.txt': '' },
    },
    { text: `${FROM}COPY . /x/\n#    ^ everything\n`, files: { '.dockerignore': '**\n', a: '' } },
    {
      text: `${FROM}RUN --mount=type=bind,source=a,target=/x true\n#                            ^ source\n`,
      files: { '.dockerignore': 'a\n', a: '' },
    },
    {
      project: { Dockerfile: `${FROM}COPY a /x/\n#    ^ source\n`, a: '', 'Dockerfile.dockerignore': 'a\n' },
    },
    {
      project: {
        Dockerfile: `${FROM}COPY a /x/\n#    ^ source\n`,
        a: '',
        '.dockerignore': 'a\n',
        'env.yml': YAML,
      },
    },
  ],
});
