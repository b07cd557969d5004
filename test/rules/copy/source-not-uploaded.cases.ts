import rule from '../../../rules/copy/source-not-uploaded.ts';
import { testEdgeCases } from '../edge-cases.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const YAML =
  '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: x\nbuild:\n  path: .\n';
const project = (copy: string, files: Readonly<Record<string, string>>) => ({
  project: { Dockerfile: `${FROM}${copy}`, 'env.yml': YAML, ...files },
});

testEdgeCases(rule, {
  valid: [
    project('COPY a /x/\n', { a: '', '.amlignore': 'b\n' }),
    project('COPY a /x/\n', { a: '', '.amlignore': '', '.gitignore': 'a\n' }),
    project('COPY a /x/\n', { 'a/b': '', 'a/c': '', '.amlignore': '*/b\n' }),
    project('COPY a /x/\n', { 'a/b': '', 'a/c': '', '.amlignore': 'a/\n!a/b\n' }),
    project('COPY a /x/\n', { 'a/b': '', 'a/.amlignore': '*\n' }),
    project('COPY . /x/\n', { a: '', '.amlignore': '*.pkl\n' }),
    project('COPY a* /x/\n', { a: '', aa: '', '.amlignore': 'aa\n' }),
    project('COPY a* /x/\n', { '.amlignore': 'a*\n' }),
    project('COPY A /x/\n', { A: '', '.amlignore': 'a\n' }),
    project('COPY a /x/\n', { '.amlignore': 'a\n' }),
    // Not in the build in the first place.
    project('COPY a /x/\n', { a: '', '.amlignore': 'a\n', '.dockerignore': 'a\n' }),
    // Azure ML does not build it.
    { project: { Dockerfile: `${FROM}COPY a /x/\n`, a: '', '.gitignore': 'a\n' } },
    { text: `${FROM}COPY a /x/\n`, files: { a: '', '.amlignore': 'a\n' } },
  ],
  invalid: [
    project('COPY weights /x/\n#    ^^^^^^^ source\nCOPY train.py /x/\n', {
      'weights/a.pkl': '',
      'train.py': '',
      '.amlignore': 'weights/\n',
    }),
    project('COPY a /x/\n#    ^ source\n', { 'a/b.pkl': '', '.gitignore': '*.pkl\n' }),
    project('COPY a /x/\n#    ^ source\n', { 'a/b/c': '', '.gitignore': 'a/**\n' }),
    project('COPY a/b /x/\n#    ^^^ source\n', { 'a/b': '', '.gitignore': '# x\n\n/a   \n' }),
    project('COPY a/b /x/\n#    ^^^ source\n', { 'a/b': '', '.gitignore': '!a\nb\r\n' }),
    project('COPY *.pkl /x/\n#    ^^^^^ source\n', { 'a.pkl': '', 'b.pkl': '', '.gitignore': '*.pkl\n' }),
    project('RUN --mount=type=bind,source=a,target=/x true\n#                            ^ source\n', {
      a: '',
      '.amlignore': 'a\n',
    }),
    {
      project: {
        'docker/Dockerfile': `#^^^ dockerfile\n${FROM}`.replace(/^(.*\n)(.*\n)/, '$2$1'),
        'docker/.amlignore': 'Dockerfile\n',
        'env.yml': YAML.replace('path: .', 'path: docker'),
      },
      severity: 'error',
    },
  ],
});
