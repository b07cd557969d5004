/**
 * Converts a configuration of hadolint into one of ours. Its keys are those in hadolint's documentation:
 * https://github.com/hadolint/hadolint#configure
 */
import { type LabelType, labelTypes } from '../image/label-formats.ts';
import type { Level } from '../rule/finding.ts';
import { schemaUri } from '../rule/links.ts';
import { type RuleNames, ruleNames } from '../rule/names.ts';
import { isShellcheckName, SHELLCHECK } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import { parseConfiguration } from './parse-config.ts';
import { presetPrefix } from './presets.ts';
import { ConfigError } from './problem.ts';
import type { FailOn } from './schema.ts';

/** A configuration of ours, and what it cannot express of the other one. */
export interface Converted {
  readonly text: string;
  /** What has no equivalent, one line for each. The text has them as comments. */
  readonly unconverted: readonly string[];
}

/** The result of one key. */
interface Part {
  readonly rules?: readonly RulePart[];
  readonly failOn?: FailOn;
  readonly unconverted?: readonly string[];
}

interface RulePart {
  /** Of a rule, or `group/*`. */
  readonly id: string;
  /** Without one, it stays that of the preset. */
  readonly level?: Level;
  readonly options?: object;
  /** The key and value that the entry comes from. */
  readonly because: string;
}

/** hadolint's severities as ours. */
const levelOf: Readonly<Record<string, Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
  ignore: 'off',
  none: 'off',
};

/** The types of labels by the code that checks their values: one rule here. */
const checkedTypes: Readonly<Record<string, LabelType>> = {
  DL3052: 'url',
  DL3053: 'rfc3339',
  DL3054: 'spdx',
  DL3055: 'hash',
  DL3056: 'semver',
  DL3058: 'email',
};

/** The keys of the configuration of hadolint, and their values. */
type Given = Readonly<Record<string, unknown>>;

/**
 * The conversion of each key. Later ones win, because in hadolint an ignored rule stays ignored whatever else is said.
 */
const converters: Readonly<Record<string, (value: unknown, names: RuleNames, given: Given) => Part>> = {
  'failure-threshold': (value) => {
    const level = levelOf[String(value)];
    return level === undefined
      ? { unconverted: [`failure-threshold: there is no severity ${shown(value)}`] }
      : { failOn: level === 'off' ? 'info' : level };
  },
  'no-fail': (value) => (value === true ? { failOn: 'never' } : {}),
  'disable-ignore-pragma': (value) => ({
    rules:
      value === true ? [{ id: 'policy/suppression', level: 'error', because: 'disable-ignore-pragma' }] : [],
    unconverted:
      value === true ? ['disable-ignore-pragma: comments still hide findings, but are findings now'] : [],
  }),
  trustedRegistries: (value) => ({
    rules: [
      {
        id: 'base-image/not-allowed',
        level: 'error',
        options: { allow: textsIn(value).map(imagesOf), stages: 'all' },
        because: 'trustedRegistries',
      },
    ],
  }),
  override: (value, names) =>
    together(
      Object.entries(Object(value)).flatMap(([severity, codes]) =>
        textsIn(codes).map((code) => levelled(code, levelOf[severity], `override.${severity}`, names)),
      ),
    ),
  ignored: (value, names, given) =>
    together(
      textsIn(value)
        .filter((code) => !(given['label-schema'] && Object.hasOwn(checkedTypes, code)))
        .map((code) => levelled(code, 'off', 'ignored', names)),
    ),
  'label-schema': (value, _, { ignored }) => labelSchema(Object(value), textsIn(ignored)),
  'strict-labels': (value) =>
    value === true ? { rules: [{ id: 'label/*', options: { strict: true }, because: 'strict-labels' }] } : {},
  format: (value) => ({ unconverted: [`format: ${shown(value)} is for the command line, \`--format\``] }),
  'no-color': (value) => ({
    unconverted: value === true ? ['no-color: this is for the command line, `--no-color`'] : [],
  }),
};

/**
 * Converts a configuration of hadolint into one of ours.
 *
 * @param name the file as shown to people
 * @throws {ConfigError} if it is not a YAML mapping
 */
export function fromHadolint(source: string, name: string, rules: readonly AnyRule[]): Converted {
  const given = mappingFrom(source, name);
  const names = ruleNames(rules);
  const known = Object.entries(converters).filter(([key]) => given[key] !== undefined && given[key] !== null);
  const part = together(known.map(([key, convert]) => convert(given[key], names, given)));
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(converters, key));
  const unconverted = [
    ...(part.unconverted ?? []),
    ...unknown.map((key) => `${shown(key)}: hadolint has no such key`),
  ];
  return { text: textOf(part, unconverted, name), unconverted };
}

function mappingFrom(source: string, name: string): Given {
  const document = parseConfiguration(source);
  if (!('value' in document)) throw new ConfigError(document.map((problem) => ({ file: name, ...problem })));
  const value = document.value ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Given;
  throw new ConfigError([{ file: name, message: 'this is no configuration of hadolint: it is no mapping' }]);
}

/** The rules that find what a code means, at a level. */
function levelled(code: string, level: Level | undefined, because: string, names: RuleNames): Part {
  if (level === undefined) return { unconverted: [`${because}: there is no such severity`] };
  if (isShellcheckName(code))
    return { rules: [{ id: `${SHELLCHECK}/${code}`, level, because: `${because}: ${code}` }] };
  const found = names.find(code);
  if (found.length === 0) return { unconverted: [`${because}: ${shown(code)} is found by no rule here`] };
  return { rules: found.map(({ id }) => ({ id, level, because: `${because}: ${code}` })) };
}

/** As hadolint does, every stage is to have the labels. Where the check of a type is ignored, its labels may have any value. */
function labelSchema(given: Given, ignored: readonly string[]): Part {
  const entries = Object.entries(given);
  const known = entries.filter(([, type]) => (labelTypes as readonly unknown[]).includes(type));
  const others = entries.filter((entry) => !known.includes(entry));
  const unchecked = ignored.filter((code) => known.some(([, type]) => type === checkedTypes[code]));
  const types = unchecked.map((code): unknown => checkedTypes[code]);
  const schema = Object.fromEntries(
    known.map(([name, type]) => [name, types.includes(type) ? 'text' : type]),
  );
  const reasons = unchecked.map((code) => ({ id: 'label/*', because: `ignored: ${code}` }));
  return {
    ...(known.length > 0 && {
      rules: [{ id: 'label/*', options: { schema, stages: 'all' }, because: 'label-schema' }, ...reasons],
    }),
    unconverted: others.map(([name, type]) => `label-schema.${shown(name)}: there is no type ${shown(type)}`),
  };
}

/** `*.example.org` is a registry in hadolint; here it would be the name of an image. */
function imagesOf(registry: string): string {
  return registry === '*' ? '**' : `${registry}/**`;
}

function together(parts: readonly Part[]): Part {
  const failOn = parts.findLast((part) => part.failOn !== undefined)?.failOn;
  return {
    rules: parts.flatMap(({ rules = [] }) => rules),
    ...(failOn !== undefined && { failOn }),
    unconverted: parts.flatMap(({ unconverted = [] }) => unconverted),
  };
}

function textOf({ rules = [], failOn }: Part, unconverted: readonly string[], name: string): string {
  const uri = schemaUri();
  const failing =
    failOn === undefined
      ? '# hadolint fails on info too, if nothing else is said:\n# failOn: info\n'
      : `failOn: ${failOn}\n`;
  const lines = entriesOf(rules);
  return `# yaml-language-server: $schema=${uri}
$schema: ${uri}

# Made of ${name} by \`azml-lint init\`.
extends: ${presetPrefix}recommended

${failing}${lines.length === 0 ? '' : `\nrules:\n${lines.join('')}`}${
  unconverted.length === 0
    ? ''
    : `\n# Without an equivalent here:\n${unconverted.map((line) => `#   ${line}\n`).join('')}`
}`;
}

/** An entry for each rule, below a comment with its source. */
function entriesOf(parts: readonly RulePart[]): readonly string[] {
  return [...new Set(parts.map(({ id }) => id))].sort().map((id) => {
    const own = parts.filter((part) => part.id === id);
    const options = Object.assign({}, ...own.map((part) => part.options)) as object;
    const { level } = own.at(-1)!;
    const entry = [level, Object.keys(options).length > 0 && JSON.stringify(options)].filter(Boolean);
    const comments = own.map(({ because }) => `  # ${because}\n`).join('');
    return `${comments}  ${id}: ${entry.length > 1 ? `[${entry.join(', ')}]` : entry[0]}\n`;
  });
}

/** One text, or several. */
function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** A value from the file in quotes, on one line whatever it holds. */
function shown(value: unknown): string {
  return JSON.stringify(value);
}
