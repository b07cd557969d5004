/**
 * JSON files that the inference server reads by itself. What it does with each was seen in azureml-inference-server-http 1.5.1, and
 * is tried again where a Python has that: `python3`, or the one that AZML_LINT_INFERENCE_PYTHON names.
 */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import rule from '../rules/entry-script/config-json-collision.ts';
import { catalogDate } from '../src/image/catalog.ts';
import { lintProject } from '../src/testing/project.ts';

const SCRIPT = 'def init():\n    pass\n\n\ndef run(data):\n    return data\n';

interface Trial {
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The entry script. */
  readonly script?: string;
  /** The server does not come up. */
  readonly ends: boolean;
}

function trials(ends: boolean, name: string, texts: readonly string[]): readonly Trial[] {
  return texts.map((text) => ({ files: { [name]: text }, ends }));
}

function settings(ends: boolean, key: string, values: readonly string[]): readonly Trial[] {
  return trials(
    ends,
    'config.json',
    values.map((value) => `{"${key}": ${value}}`),
  );
}

const beside = (files: Trial['files'], ends: boolean): Trial => ({ files, ends, script: 'src/score.py' });

const SWAGGER = ['swagger.json', 'swagger2.json', 'swagger3.json', 'swagger3.1.json'];

const TRIALS: readonly Trial[] = [
  ...trials(true, 'config.json', [
    ' ',
    '\n',
    '[]',
    'null',
    '3',
    '"a"',
    'true',
    '{"a": 1,}',
    '// x\n{"a": 1}',
    '{"a": 1} x',
    "{'a': 1}",
    '{"a": "\t"}',
    '\u{feff}{}',
  ]),
  ...trials(false, 'config.json', ['', '{}', '{"a": 1}', '{"a": NaN, "b": -Infinity}']),
  ...settings(true, 'SERVICE_NAME', ['5', 'true', '1.5', '[]', '{}']),
  ...settings(false, 'SERVICE_NAME', ['"x"', 'null']),
  ...settings(true, 'AZUREML_MODEL_DIR', ['5']),
  ...settings(true, 'SCORING_TIMEOUT_MS', [
    '"soon"',
    '5000.5',
    '[]',
    '"5s"',
    '"5000."',
    '"5__0"',
    '"0x10"',
    '""',
  ]),
  ...settings(true, 'SCORING_TIMEOUT_MS', ['NaN', '1e400', '{}']),
  ...settings(false, 'SCORING_TIMEOUT_MS', [
    '5000',
    '"5000"',
    '5000.0',
    'true',
    'null',
    '-1',
    '1e3',
    '" 5000 "',
  ]),
  ...settings(false, 'SCORING_TIMEOUT_MS', ['"5_000"', '"5000.0"', '"+5"']),
  ...settings(true, 'APP_INSIGHTS_LOG_RESPONSE_ENABLED', ['2', '"maybe"', '""', '" true "', '[]', '"0.0"']),
  ...settings(false, 'APP_INSIGHTS_LOG_RESPONSE_ENABLED', [
    'true',
    '"yes"',
    '"on"',
    '1',
    '0.0',
    '"t"',
    '"Y"',
    'null',
  ]),
  ...settings(true, 'AZUREML_DEBUG_PORT', ['"x"', '1.5']),
  ...settings(false, 'AZUREML_ENTRY_SCRIPT', ['5', '"x"']),
  ...['HOSTNAME', 'AML_APP_ROOT', 'AML_CORS_ORIGINS', 'service_name', 'scoring_timeout'].flatMap((key) =>
    settings(false, key, ['[]']),
  ),
  {
    files: { 'config.json': '{"SCORING_TIMEOUT_MS": "soon"}' },
    env: { SCORING_TIMEOUT_MS: '5000' },
    ends: false,
  },
  beside({ 'config.json': '{}', 'src/config.json': '[' }, false),
  beside({ 'config.json': '', 'src/config.json': '[' }, true),
  beside({ 'src/config.json': '[' }, true),
  { files: { 'other/config.json': '[' }, ends: false },
  ...trials(true, 'logging.json', [
    '',
    '{}',
    '[]',
    'null',
    '{"version": 2}',
    '{"version": "1"}',
    '{"level": "INFO"}',
  ]),
  ...trials(true, 'logging.json', ['{"version": 1,}']),
  ...trials(false, 'logging.json', ['{"version": 1}', '{"version": true}', '{"version": 1.0, "x": 1}']),
  beside({ 'logging.json': '{"version": 1}', 'src/logging.json': '[' }, false),
  beside({ 'src/logging.json': '{"level": 1}' }, true),
  ...SWAGGER.flatMap((name) => trials(true, name, ['', '{', '\u{feff}{}'])),
  ...SWAGGER.flatMap((name) => trials(false, name, ['{}', '[1]', '3', '{"a": 1}'])),
  ...trials(false, 'swagger2.0.json', ['{']),
  { files: { 'swagger.json': '{"a": 1}', 'swagger2.json': '{' }, ends: false },
  ...['{}', '[ ]', 'null', '0', '0.0', '""', 'false'].map((nothing) => ({
    files: { 'swagger.json': nothing, 'swagger2.json': '{' },
    ends: true,
  })),
  beside({ 'src/swagger.json': '{' }, false),
];

function nameOf({ files, env }: Trial): string {
  return JSON.stringify({ ...files, ...(env && { env }) });
}

/** Whether the rule says that the server ends. */
function saysItEnds({ files, env = {}, script = 'score.py' }: Trial): boolean {
  const variables = Object.entries({ AZUREML_ENTRY_SCRIPT: script, ...env });
  const texts = {
    Dockerfile: [
      'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
      'COPY app /var/azureml-app',
      ...variables.map(([name, value]) => `ENV ${name}=${value}`),
      '',
    ].join('\n'),
    [`app/${script}`]: SCRIPT,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`app/${name}`, text])),
  };
  const rules = [{ rule, level: rule.level, options: {} }];
  return lintProject(texts, { rules, buildArgs: {}, now: catalogDate })
    .flatMap(({ findings }) => findings)
    .some(({ message }) => message.includes('and ends'));
}

test.each(TRIALS.map((one) => [nameOf(one), one] as const))('%s', (_, one) => {
  expect(saysItEnds(one)).toBe(one.ends);
});

/** Tries each in a process of its own, which has what the server imports already. Prints whether it ended. */
const PROGRAM = `
import json, os, pathlib, sys, tempfile
import flask, gunicorn, inference_schema.schema_util, pydantic_settings
for trial in json.load(sys.stdin):
    folder = tempfile.mkdtemp()
    for name, text in trial['files'].items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.environ.update(HOSTNAME='container', AML_APP_ROOT=folder, **trial['env'])
        os.environ['AZUREML_ENTRY_SCRIPT'] = os.path.join(folder, trial['script'])
        try:
            from azureml_inference_server_http.server.create_app import create
            create()
            os._exit(0)
        except BaseException:
            os._exit(1)
    print(json.dumps(os.waitpid(child, 0)[1] != 0))
`;

const python = process.env.AZML_LINT_INFERENCE_PYTHON ?? 'python3';
const found = spawnSync(python, ['-c', 'import azureml_inference_server_http'], { stdio: 'ignore' });

test.skipIf(found.status !== 0)(
  'the server itself does so (skipped where it is not installed)',
  () => {
    const input = JSON.stringify(
      TRIALS.map(({ files, env = {}, script = 'score.py' }) => ({
        files: { [script]: SCRIPT, ...files },
        env,
        script,
      })),
    );
    const { stdout, stderr } = spawnSync(python, ['-c', PROGRAM], { input, encoding: 'utf8' });
    const ended = stdout
      .trim()
      .split('\n')
      .map((line) => line === 'true');
    expect(ended.length, stderr).toBe(TRIALS.length);
    expect(TRIALS.filter(({ ends }, index) => ends !== ended[index]).map(nameOf)).toEqual([]);
  },
  300_000,
);
