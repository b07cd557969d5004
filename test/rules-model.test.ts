/** What counts as a model that is copied, and what as one that misses its directory. */
import { describe, expect, test } from 'vitest';
import notCopied from '../rules/model/not-copied.ts';
import { settingsOf } from '../src/config/settings.ts';
import { lintSource } from '../src/lint.ts';
import { isSimilarPath } from '../src/text/similar-path.ts';

const DIRECTORY = '/var/azureml-app/azureml-models';
const INFERENCE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

/** The messages of model/not-copied for some lines between FROM and the ENV that sets the directory. */
function found(lines: string, directory = DIRECTORY, image = INFERENCE): readonly string[] {
  const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });
  const rules = settings.rules.filter(({ rule }) => rule.id === notCopied.id);
  const text = `FROM ${image}\n${lines}\nENV AZUREML_MODEL_DIR=${directory}\n`;
  return lintSource(text, { ...settings, rules }).findings.map(({ messageId }) => messageId);
}

test('a file that is the directory itself is there', () => {
  expect(found('COPY ranker.onnx /models/', '/models/ranker.onnx')).toEqual([]);
  expect(found('COPY ranker.onnx a.txt /models/', '/models/a.onnx')).not.toEqual([]);
});

describe('a COPY that misses the directory', () => {
  test.each([
    ['a letter less', 'COPY model /var/azureml-app/azureml-model'],
    ['another case', 'COPY model /var/azureml-app/AzureML-Models'],
    ['a typing error', 'COPY model /var/azureml-app/azurml-models'],
    ['a typing error above it', 'COPY model /var/azure-app/azureml-models/'],
    ['half of the name', 'COPY model /var/azureml-app/models'],
    ['a part is missing', 'COPY model /var/azureml-models'],
    ['a part too much', 'COPY model /var/azureml-app/app/azureml-models'],
    ['below a near miss', 'COPY model/ranker.onnx /var/azureml-app/azureml-model/1/ranker.onnx'],
    ['beside it', 'COPY models /var/azureml-app/weights'],
    ['a model file right above it', 'COPY ranker.onnx /var/azureml-app/'],
    ['other code above it', 'COPY code /var/azureml-app\nCOPY model /var/azureml-app/azureml-model'],
    ['by ADD', 'ADD --chown=dockeruser model /var/azureml-app/azureml-model'],
    ['by an archive', 'ADD model.tar.gz /var/azureml-app/azureml-model/'],
    ['in JSON', 'COPY ["model", "/var/azureml-app/azureml-model"]'],
    ['relative to WORKDIR', 'WORKDIR /var/azureml-app\nCOPY model azureml-model'],
    ['packages are installed', 'RUN pip install onnxruntime\nCOPY model /var/azureml-app/azureml-model'],
    ['a file to an unknown directory', 'COPY requirements.txt .\nCOPY model /var/azureml-app/models'],
    ['a tree below an unknown one', 'COPY code/ app\nADD model /var/azureml-app/models'],
    ['a file to where the build says', 'ARG X\nCOPY a.txt ${X}\nCOPY model /var/azureml-app/models'],
    ['only the directory is made', `RUN mkdir -p ${DIRECTORY}\nCOPY model /var/azureml-app/azureml-model`],
  ])('%s', (_, lines) => expect(found(lines)).toEqual(['elsewhere']));

  test.each([
    ['the directory itself was meant', 'COPY model /var/azureml-app', '/var/azureml-app/model'],
    ['the same in nearly the same words', 'COPY models /var/azureml-app/', DIRECTORY],
    ['from another place', 'COPY out/model /var/azureml-app/', '/var/azureml-app/model'],
  ])('%s', (_, lines, directory) => expect(found(lines, directory)).toEqual(['contents']));
});

describe('a COPY that misses a directory of a name and a version', () => {
  const deep = `${DIRECTORY}/ranker/4`;
  const code = 'COPY source /var/azureml-app';
  test.each([
    'COPY ml-model /var/azureml-app/ml-model',
    'COPY model /var/azureml-app/models',
    'COPY ranker /var/azureml-app/models/ranker',
    'COPY ranker /var/azureml-app/azureml-model/ranker/4',
    `COPY model ${DIRECTORY}/rankers`,
  ])('%s', (copy) => expect(found(`${copy}\n${code}`, deep)).toEqual(['elsewhere']));

  test.each([
    `COPY model ${DIRECTORY}`,
    `COPY model ${DIRECTORY}/ranker`,
    `COPY model ${deep}`,
    `COPY other-model ${DIRECTORY}/other/4`,
    'COPY service /opt/service/4',
    'COPY model /opt/model',
  ])('silent: %s', (copy) => expect(found(`${copy}\n${code}`, deep)).toEqual([]));
});

describe('what is said', () => {
  const message = (lines: string) => {
    const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });
    const rules = settings.rules.filter(({ rule }) => rule.id === notCopied.id);
    const text = `FROM ${INFERENCE}\n${lines}\nENV AZUREML_MODEL_DIR=${DIRECTORY}\n`;
    return lintSource(text, { ...settings, rules }).findings.map((finding) => finding.message);
  };

  test('ADD is called by its name, and a file needs a slash', () => {
    const [told] = message('ADD ranker.onnx /var/azureml-app/models/ranker.onnx');
    expect(told).toContain('the ADD on line 2 goes to `/var/azureml-app/models/ranker.onnx`');
    expect(told).toContain(`Copy to \`${DIRECTORY}/\`.`);
  });

  test('what comes with the model stays where it is', () => {
    expect(message('COPY --chown=app score.py model /var/azureml-app/models/')).toEqual([
      expect.stringContaining(`Copy it by itself: \`COPY --chown=app model ${DIRECTORY}\`.`),
    ]);
  });

  test('a destination that is known in part is shown as written', () => {
    expect(message('ARG X\nCOPY model /opt/${X}')).toEqual([expect.stringContaining('goes to `/opt/${X}`')]);
  });
});

describe('nothing at all', () => {
  test.each([
    ['no COPY', ''],
    ['only code by name', 'COPY score.py utils.py /var/azureml-app/'],
    ['only what is written here', 'COPY <<EOF /var/azureml-app/main.py\nEOF'],
    [
      'only packages',
      'USER root\nRUN apt-get update && apt-get install -y curl\nRUN pip install numpy\nUSER dockeruser',
    ],
    [
      'only the place for it',
      `RUN mkdir -p "$AZUREML_MODEL_DIR" ${DIRECTORY} && chown dockeruser ${DIRECTORY}`,
    ],
    ['a download that goes elsewhere', 'RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool'],
  ])('%s', (_, lines) => expect(found(lines)).toEqual(['nowhere']));

  test('the nearest COPY of a model is named', () => {
    expect(found('COPY ranker.onnx /opt/ranker/')).toEqual(['elsewhere']);
  });

  test('an official image has no model of its own', () => {
    expect(found('', DIRECTORY, 'python:3.12')).toEqual(['nowhere']);
  });
});

describe('what may well be right', () => {
  test.each([
    ['there', `COPY model ${DIRECTORY}`],
    ['there, with a slash', `COPY model ${DIRECTORY}/`],
    ['below it', `COPY ranker.onnx ${DIRECTORY}/ranker/1/`],
    ['by its variable', `ENV TARGET=${DIRECTORY}\nCOPY model \${TARGET}`],
    ['there and nearby', `COPY model ${DIRECTORY}\nCOPY model /var/azureml-app/azureml-model`],
    ['a tree above it', 'COPY . /var/azureml-app'],
    ['a tree at the root', 'COPY rootfs /'],
    ['an archive above it', 'ADD app.tar.gz /var/azureml-app/'],
    ['with its parents', 'COPY --parents azureml-models/ranker.onnx /var/azureml-app/'],
    ['to where the build says', 'ARG WHERE\nCOPY model ${WHERE}'],
    ['relative to an unknown directory', 'COPY model azureml-models'],
    ['a tree to an unknown directory', 'COPY . .'],
    ['a model to where the build says', 'ARG X\nCOPY m.onnx ${X}/\nCOPY model /var/azureml-app/models'],
    ['from another stage', `COPY --from=ghcr.io/acme/models /models ${DIRECTORY}`],
    ['downloaded there', `RUN curl -fsSL https://example.com/m.onnx -o ${DIRECTORY}/m.onnx`],
    ['downloaded to where one is', `WORKDIR ${DIRECTORY}\nRUN wget -q https://example.com/m.onnx`],
    ['downloaded after cd', 'RUN cd "$AZUREML_MODEL_DIR" && git clone https://huggingface.co/acme/ranker'],
    ['downloaded by Python', 'RUN python fetch.py'],
    ['downloaded by Azure', 'RUN az storage blob download-batch -s models -d .'],
    ['by a heredoc for Python', 'RUN <<EOF python3\nimport fetch\nEOF'],
    ['by a script', 'COPY install.sh /tmp/\nRUN bash /tmp/install.sh'],
    ['moved there', `COPY model /tmp/model\nRUN mv /tmp/model ${DIRECTORY}`],
    ['unpacked above it', 'COPY app.tgz /tmp/\nRUN tar -xzf /tmp/app.tgz -C /var'],
    ['linked there', `COPY model /opt/model\nRUN ln -s /opt/model ${DIRECTORY}`],
    ['a volume', `VOLUME ${DIRECTORY}`],
  ])('%s', (_, lines) => expect(found(lines)).toEqual([]));

  test.each([
    ['somebody’s own image', 'acme.azurecr.io/ranker-base:3'],
    ['an unknown image', '${BASE}'],
  ])('in %s', (_, image) => expect(found('', DIRECTORY, image)).toEqual([]));

  test('a training image', () => {
    const image = 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1';
    expect(found('COPY model /var/azureml-app/azureml-model', DIRECTORY, image)).toEqual([]);
  });

  test.each(['', 'models', '${DIR}', '{{model-dir}}'])('a directory that is `%s`', (directory) => {
    expect(found('ARG DIR', directory)).toEqual([]);
  });
});

test('the value at the end of the image counts, and only what is shipped', () => {
  const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });
  const rules = settings.rules.filter(({ rule }) => rule.id === notCopied.id);
  const lint = (...lines: readonly string[]) =>
    lintSource(lines.join('\n'), { ...settings, rules }).findings.map(({ range }) => range.start.line);
  expect(
    lint(
      `FROM ${INFERENCE} AS base`,
      'ENV AZUREML_MODEL_DIR=/nowhere',
      'COPY model /opt/model',
      'FROM base',
      'ENV AZUREML_MODEL_DIR=/opt/model',
    ),
  ).toEqual([]);
  expect(
    lint(
      `FROM ${INFERENCE} AS trained`,
      'COPY model /opt/model',
      `FROM ${INFERENCE}`,
      'ENV AZUREML_MODEL_DIR=/opt/model',
    ),
  ).toEqual([4]);
});

test.each([
  ['/app/model', '/app/models', true],
  ['/app/MODELS', '/app/models', true],
  ['/opt/models', '/app/models', true],
  ['/app/ml-models', '/app/models', true],
  ['/app/code', '/app/models', false],
  ['/var/azureml-app/azureml-code', '/var/azureml-app/azureml-models', false],
  ['/a/b', '/a/c', false],
  ['/app/code', '/app/conf', false],
  ['/app/code', '/app/core', true],
  ['/opt/ranker', '/app/ranker', true],
  ['/opt/service/4', '/app/ranker/4', false],
])('%s for %s: %s', (path, wanted, near) => expect(isSimilarPath(path, wanted)).toBe(near));
