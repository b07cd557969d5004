/**
 * The configuration of hadolint, turned into ours. Its keys are those that its documentation names:
 * https://github.com/hadolint/hadolint#configure
 */
import type { Level } from '../rule/finding.ts';
import { schemaUri } from '../rule/links.ts';
import { type RuleNames, ruleNames } from '../rule/names.ts';
import type { AnyRule } from '../rule/settings.ts';
import { parseConfiguration } from './parse-config.ts';
import { presetPrefix } from './presets.ts';
import { ConfigError } from './problem.ts';
import type { FailOn } from './schema.ts';

/** A configuration of ours, and what of the other one is not in it. */
export interface Converted {
  readonly text: string;
  /** What has no equivalent, each on one line. The text has them as comments. */
  readonly left: readonly string[];
}

/** What is made of one key. */
interface Part {
  readonly rules?: readonly RulePart[];
  readonly failOn?: FailOn;
  readonly left?: readonly string[];
}

interface RulePart {
  readonly id: string;
  readonly level: Level;
  readonly options?: object;
  /** Where it is from. */
  readonly because: string;
}

/** hadolint's severities in our words. */
const levelOf: Readonly<Record<string, Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
  ignore: 'off',
  none: 'off',
};

/** What is made of each key. What stands later wins, as what is ignored there is, whatever else is said of it. */
const converters: Readonly<Record<string, (value: unknown, names: RuleNames) => Part>> = {
  'failure-threshold': (value) => {
    const level = levelOf[String(value)];
    return level === undefined
      ? { left: [`failure-threshold: there is no severity ${shown(value)}`] }
      : { failOn: level === 'off' ? 'info' : level };
  },
  'no-fail': (value) => (value === true ? { failOn: 'never' } : {}),
  'disable-ignore-pragma': (value) => ({
    rules:
      value === true ? [{ id: 'policy/suppression', level: 'error', because: 'disable-ignore-pragma' }] : [],
    left: value === true ? ['disable-ignore-pragma: comments still hide findings, but are findings now'] : [],
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
  ignored: (value, names) => together(textsIn(value).map((code) => levelled(code, 'off', 'ignored', names))),
  'label-schema': (value) => ({
    left: [`label-schema: labels are not checked (${Object.keys(Object(value)).map(shown).join(', ')})`],
  }),
  'strict-labels': (value) => (value === true ? { left: ['strict-labels: labels are not checked'] } : {}),
  format: (value) => ({ left: [`format: ${shown(value)} is for the command line, \`--format\``] }),
  'no-color': (value) => ({
    left: value === true ? ['no-color: this is for the command line, `--no-color`'] : [],
  }),
};

/**
 * Turns a configuration of hadolint into one of ours.
 *
 * @param name how its file is shown
 * @throws {ConfigError} if it is no mapping in YAML
 */
export function fromHadolint(source: string, name: string, rules: readonly AnyRule[]): Converted {
  const given = mappingFrom(source, name);
  const names = ruleNames(rules);
  const known = Object.entries(converters).filter(([key]) => given[key] !== undefined && given[key] !== null);
  const part = together(known.map(([key, convert]) => convert(given[key], names)));
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(converters, key));
  const left = [...(part.left ?? []), ...unknown.map((key) => `${shown(key)}: hadolint has no such key`)];
  return { text: textOf(part, left, name), left };
}

function mappingFrom(source: string, name: string): Readonly<Record<string, unknown>> {
  const document = parseConfiguration(source);
  if (!('value' in document)) throw new ConfigError(document.map((problem) => ({ file: name, ...problem })));
  const value = document.value ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new ConfigError([{ file: name, message: 'this is no configuration of hadolint: it is no mapping' }]);
}

/** The rules that find what a code stands for, at a level. */
function levelled(code: string, level: Level | undefined, because: string, names: RuleNames): Part {
  if (level === undefined) return { left: [`${because}: there is no such severity`] };
  const found = names.find(code);
  if (found.length === 0) return { left: [`${because}: ${shown(code)} is found by no rule here`] };
  return { rules: found.map(({ id }) => ({ id, level, because: `${because}: ${code}` })) };
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
    left: parts.flatMap(({ left = [] }) => left),
  };
}

function textOf({ rules = [], failOn }: Part, left: readonly string[], name: string): string {
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
  left.length === 0 ? '' : `\n# Without an equivalent here:\n${left.map((line) => `#   ${line}\n`).join('')}`
}`;
}

/** An entry for each rule, under what asks for it. */
function entriesOf(parts: readonly RulePart[]): readonly string[] {
  return [...new Set(parts.map(({ id }) => id))].sort().map((id) => {
    const own = parts.filter((part) => part.id === id);
    const options = Object.assign({}, ...own.map((part) => part.options)) as object;
    const { level } = own.at(-1)!;
    const hasOptions = Object.keys(options).length > 0;
    const comments = own.map(({ because }) => `  # ${because}\n`).join('');
    return `${comments}  ${id}: ${hasOptions ? `[${level}, ${JSON.stringify(options)}]` : level}\n`;
  });
}

/** One text, or several. */
function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** What is quoted from the file, on one line whatever it holds. */
function shown(value: unknown): string {
  return JSON.stringify(value);
}
