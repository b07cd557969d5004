/**
 * What is said to be refused by `az ml`, compared with azure-ai-ml itself. It runs where a Python has that package: `python3`, or the
 * one that AZURE_AI_ML_PYTHON names. To have one: `python3 -m venv venv && venv/bin/pip install azure-ai-ml`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lint } from '../src/index.ts';
import schemas from '../src/kinds/azureml-yaml/schemas.json' with { type: 'json' };

const python = process.env.AZURE_AI_ML_PYTHON ?? 'python3';
const isInstalled =
  spawnSync(python, ['-c', 'import importlib.util as u; exit(u.find_spec("azure.ai.ml") is None)']).status ===
  0;
const directory = mkdtempSync(join(tmpdir(), 'azml-lint-sdk-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What azure-ai-ml says of some texts: nothing, or why it refuses them. */
function verdicts(texts: readonly { readonly kind: string; readonly text: string }[]) {
  const asked = texts.map(({ kind, text }, index) => {
    const path = join(directory, `${index}.yml`);
    writeFileSync(path, text);
    return JSON.stringify({ kind, path });
  });
  const { stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'azureml-sdk/load.py')], {
    encoding: 'utf8',
    input: `${asked.join('\n')}\n`,
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== texts.length) throw new Error(stderr.slice(-2000));
  return lines.map((line) => JSON.parse(line) as string | null);
}

/** Whether we say that a text is refused. */
function isRefused(text: string): boolean {
  const { findings } = lint(text, { path: 'a.yml' });
  const wrong = ['environment/invalid-shape', 'environment/inference-config-incomplete'];
  return findings.some(({ rule, severity }) => wrong.includes(rule) && severity === 'error');
}

const URL = 'https://azuremlschemas.azureedge.net/latest';
const DEPLOYMENT = 'name: blue\nendpoint_name: scoring\n';
/** A document of each kind that is accepted. */
const DOCUMENTS: Readonly<Record<keyof typeof schemas.documents, readonly [string, string]>> = {
  environment: ['environment', `$schema: ${URL}/environment.schema.json\nname: a\nimage: ubuntu:24.04\n`],
  'anonymous-environment': [
    'environment',
    `$schema: ${URL}/environment.schema.json\nname: a\nimage: ubuntu:24.04\n`,
  ],
  'managed-online-deployment': [
    'online-deployment',
    `$schema: ${URL}/managedOnlineDeployment.schema.json\n${DEPLOYMENT}instance_type: a\n`,
  ],
  'kubernetes-online-deployment': [
    'online-deployment',
    `$schema: ${URL}/kubernetesOnlineDeployment.schema.json\ntype: kubernetes\n${DEPLOYMENT}`,
  ],
  'batch-deployment': ['batch-deployment', `$schema: ${URL}/modelBatchDeployment.schema.json\n${DEPLOYMENT}`],
  'command-job': [
    'job',
    `$schema: ${URL}/commandJob.schema.json\ntype: command\ncommand: ls\nenvironment: azureml:a:1\n`,
  ],
  'pipeline-job': ['job', `$schema: ${URL}/pipelineJob.schema.json\ntype: pipeline\n`],
  'sweep-job': [
    'job',
    `$schema: ${URL}/sweepJob.schema.json\ntype: sweep\ntrial: {command: ls, environment: azureml:a:1}\nsampling_algorithm: random\nobjective: {goal: maximize, primary_metric: a}\nsearch_space: {}\nlimits: {max_total_trials: 1}\n`,
  ],
  'spark-job': ['job', `$schema: ${URL}/sparkJob.schema.json\ntype: spark\ncode: .\nentry: {file: a.py}\n`],
};
const VALUES = ['', '[a]', '{zzz: 1}', 'some text', '3', '1.5', 'yes', '"7"', '2026-01-01'];

/** The types of which each value is either right or wrong, whatever it is. */
const JUDGED = /^(?:text|integer|number|boolean|mapping|texts)$/;

describe.runIf(isInstalled).each(Object.entries(DOCUMENTS))(
  'azure-ai-ml (python -m pip install azure-ai-ml) agrees about %s',
  (name, [kind, base]) => {
    const keys: Readonly<Record<string, string>> = schemas.documents[name as keyof typeof DOCUMENTS];
    const written = (key: string) => new RegExp(`^${key.replace('$', '\\$')}:.*\\n`, 'm');
    const cases = [
      { key: 'none', value: '', wanted: 'base', text: base },
      ...['zzz', 'nmae', 'properties_', 'liveness_route'].map((key) => ({
        key,
        value: 'a',
        wanted: 'unknown key',
        text: `${base}${key}: a\n`,
      })),
      ...Object.entries(keys)
        .filter(([key]) => !/^(?:\$schema|type)$/.test(key))
        .flatMap(([key, wanted]) =>
          VALUES.map((value) => ({
            key,
            value,
            wanted,
            text: `${base.replace(written(key), '')}${key}: ${value}\n`,
          })),
        ),
    ];

    test('a document that it accepts is not reported, and one that it refuses for a key or a type is', () => {
      const said = verdicts(cases.map(({ text }) => ({ kind, text })));
      const differing = cases.flatMap(({ key, value, wanted, text }, index) => {
        const error = said[index];
        const ours = isRefused(text);
        // What must be left out, or is wrong in another way, is not what is asked.
        const isAboutShape = /Unknown field|Not a valid (?!URL)|may not be null/.test(error ?? '');
        const isFalse = ours && error === null;
        const isMissed = !ours && isAboutShape && (JUDGED.test(wanted) || wanted === 'unknown key');
        return isFalse || isMissed
          ? [`${isFalse ? 'accepted' : 'missed'}: ${key}: ${value} (${wanted})`]
          : [];
      });
      expect(differing).toEqual([]);
      expect(said[0]).toBeNull();
    }, 120_000);
  },
);

const ROUTE = '{port: 5001, path: /}';
const routes = (...names: readonly string[]) => names.map((one) => `  ${one}_route: ${ROUTE}\n`).join('');

describe.runIf(isInstalled)('azure-ai-ml agrees about environments', () => {
  const ENV = 'name: a\nimage: ubuntu:24.04\n';
  const all = routes('liveness', 'readiness', 'scoring');
  const texts: readonly string[] = [
    `${ENV}inference_config:\n${all}`,
    `${ENV}inference_config:\n${routes('liveness', 'readiness')}`,
    `${ENV}inference_config:\n${routes('scoring')}`,
    `${ENV}inference_config: {}\n`,
    `${ENV}inference_config:\n${all.replace('port: 5001, ', '')}`,
    `${ENV}inference_config:\n${all.replace(', path: /', '')}`,
    `${ENV}inference_config:\n${all.replace('5001', '"5001"')}`,
    `${ENV}inference_config:\n${all.replace('5001', 'http')}`,
    `${ENV}inference_config:\n${all}  startup_route: ${ROUTE}\n`,
    'name: a\nbuild:\n  path: .\n',
    'name: a\nbuild:\n  path: .\n  dockerfile_path: gone\n',
    'name: a\nbuild:\n  path: .\n  context: .\n',
    'name: a\nbuild:\n  path: .\nconda_file: {dependencies: [python]}\n',
  ];
  /** What only a whole environment is asked. */
  const ofItself = [
    'name: a\nbuild:\n  path: .\nimage: ubuntu\n',
    'name: a\nconda_file: {dependencies: [python]}\n',
    'image: ubuntu\n',
  ];

  test('whole ones and others', () => {
    const schema = `$schema: ${URL}/environment.schema.json\n`;
    const whole = [...texts, ...ofItself].map((text) => ({ kind: 'environment', text: `${schema}${text}` }));
    const said = verdicts(whole).map((error) => error !== null);
    expect(whole.map(({ text }) => isRefused(text))).toEqual(said);
    expect(new Set(said)).toEqual(new Set([true, false]));
  }, 120_000);

  test('in a deployment', () => {
    const [, base] = DOCUMENTS['managed-online-deployment'];
    const inline = texts.map((text) => ({
      kind: 'online-deployment',
      text: `${base}environment:\n${text.replace(/^(?=.)/gm, '  ')}`,
    }));
    const said = verdicts(inline).map((error) => error !== null);
    expect(inline.map(({ text }) => isRefused(text))).toEqual(said);
  }, 120_000);
});
