import rule from '../../../rules/copy/source-missing.ts';
import { testEdgeCases } from '../edge-cases.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const YAML = 'name: x\nbuild:\n  path: docker\n';
const SCHEMA = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\n';

testEdgeCases(rule, {
  valid: [
    { text: `${FROM}COPY a*.txt [b-c].txt d/?.txt /x/\n`, files: { 'z.txt': '' } },
    { text: `${FROM}COPY ./a.txt /b/ /c/../a.txt . /x/\n`, files: { 'a.txt': '', 'b/c': '' } },
    { text: `${FROM}ARG DIR\nCOPY $DIR/a $DIR /x/\n`, files: {} },
    { text: `${FROM}ARG DIR=b\nCOPY $DIR/c /x/\n`, files: { 'b/c': '' } },
    { text: `${FROM}ADD https://example.com/a git@github.com:a/b.git /x/\n`, files: {} },
    { text: `${FROM}COPY <<EOF /x/a\n1\nEOF\n`, files: {} },
    { text: `${FROM}COPY --from=busybox:1.37 /bin/sh /x/\n`, files: {} },
    { text: `${FROM}ONBUILD COPY a /x/\n`, files: {} },
    // Told by other rules.
    { text: `${FROM}COPY ../a /home/me/b C:\\c /x/\n`, files: {} },
    { text: `${FROM}COPY a /x/\n`, files: { '.dockerignore': 'a\n', a: '' } },
    { text: `${FROM}COPY --exclude=b a /x/\n`, files: { 'a/c': '' } },
    { text: `${FROM}RUN --mount=type=cache,source=a,target=/x true\n`, files: {} },
    { text: `${FROM}RUN --mount=type=bind,target=/x true\n`, files: {} },
    { text: `${FROM}RUN --mount=type=bind,from=busybox,source=a,target=/x true\n`, files: {} },
    { text: `${FROM}RUN --mount=type=bind,source=a,target=/x true\n`, files: { a: '' } },
    { text: `${FROM}COPY ["a b", "/x/"]\n`, files: { 'a b': '' } },
    // Nothing of the stage is used.
    { text: `${FROM.replace('\n', ' AS a\n')}COPY q /x/\n${FROM}COPY a /x/\n`, files: { a: '' } },
    // Made before each build.
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY requirements.txt /x/\n`,
        'env.yml': SCHEMA + YAML,
        '.gitignore': 'requirements.txt\n',
      },
    },
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY a b/c.jar /x/\n`,
        'docker/a': '',
        'docker/.gitignore': '/b\n',
        '.gitignore': '!b\n',
      },
    },
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY a tool /x/\n`,
        'docker/a': '',
        'docker/Makefile': 'tool: tool.go\n\tgo build\n',
      },
    },
    // No project: nothing was looked for.
    `${FROM}COPY a /x/\n`,
    // Found in a folder above.
    { project: { 'docker/Dockerfile': `${FROM}COPY src /x\n`, 'src/a.py': '' } },
    { project: { 'docker/Dockerfile': `${FROM}RUN true\n` } },
  ],
  invalid: [
    {
      text: `${FROM.replace('\n', ' AS a\n')}COPY q /x/\n#    ^ missing\n${FROM}COPY --from=a /x /y\n`,
      files: { b: '' },
    },
    { text: `${FROM}COPY a b /x/\n#      ^ missing\n`, files: { a: '' } },
    { text: `${FROM}COPY a/b /x/\n#    ^^^ missing\n`, files: { a: '' } },
    { text: `${FROM}COPY ["q", "/x/"]\n#      ^ missing\n`, files: {} },
    { text: `${FROM}ADD qq.tar.gz /x/\n#   ^^^^^^^^^ missing\n`, files: {} },
    { text: `${FROM}ENV D=b\nCOPY $D/q /x/\n#    ^^^^ missing\n`, files: { 'b/c': '' } },
    {
      text: `${FROM}RUN --mount=type=bind,source=requirements.txt,target=/x true\n#                            ^^^^^^^^^^^^^^^^ missing\n`,
      files: { 'train.py': '' },
    },
    { text: `${FROM}COPY SRC/a.py /x/\n#    ^^^^^^^^ case\n`, files: { 'src/a.py': '' } },
    {
      text: `${FROM}COPY requirements.txt /x/\n#    ^^^^^^^^^^^^^^^^ near\n`,
      files: { 'docker/requirements.txt': '' },
    },
    {
      text: `${FROM}COPY requirements.txt /x/\n#    ^^^^^^^^^^^^^^^^ missing\n`,
      files: { 'a/requirements.txt': '', 'b/requirements.txt': '' },
    },
    {
      text: `${FROM}COPY --parents srv/./a.py /x/\n#              ^^^^^^^^^^ near\n`,
      files: { 'src/a.py': '' },
    },
    { text: `${FROM}COPY b /x/\n#    ^ missing\n`, files: { '.gitignore': 'b\n' } },
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY b /x/\n#    ^ missing\n`,
        'env.yml': SCHEMA + YAML,
        '.gitignore': 'b\n',
        'docker/.gitignore': '!b\n',
      },
    },
    // One of two is there: it is probably the context.
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY a b /x/\n#      ^ missing\n`,
        'docker/a': '',
      },
      severity: 'warning',
    },
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY b /x/\n#    ^ missing\n`,
        'env.yml': SCHEMA + YAML,
      },
      severity: 'error',
    },
    {
      project: {
        'docker/Dockerfile': `${FROM}COPY a /x/\n#    ^ unknown\nCOPY b /x/\n`,
        'docker/notes.txt': '',
      },
      severity: 'info',
    },
  ],
});
