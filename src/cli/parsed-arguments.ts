import { failOnValues } from '../config/schema.ts';
import { standardInput } from '../session/discover.ts';
import type { BaselineAction, FixOptions } from '../session/options.ts';
import { UsageError } from './errors.ts';
import {
  type ConfigOptions,
  colorModes,
  type Invocation,
  inventoryFormats,
  type LintOptions,
  type Shell,
  shells,
} from './invocation.ts';
import type { Io } from './io.ts';
import {
  oneOf,
  parseBuildArgs,
  parseBuildContexts,
  parseCount,
  parseDay,
  parseFormatVariable,
  parseReports,
  parseRuleLevels,
} from './options.ts';
import { readerIn } from './reader.ts';

/** Options and arguments by name, as yargs returns them; arguments without a name are under `_`. */
export type Given = Readonly<Record<string, unknown>>;

export function lintInvocation(given: Given, io: Io): Invocation {
  const paths = all(given, '_');
  refuseUnprinted(given);
  const maxFindings = last(given, 'max-findings');
  return {
    command: 'lint',
    options: {
      ...configOptions(given, io),
      ...filesOptions(given, paths),
      listFiles: given['list-files'] === true,
      ...reportChoice(given, paths, io),
      quiet: given.quiet === true,
      verbose: given.verbose === true,
      ...fixOptions(given),
      ...defined('baseline', valueOrNone(given, 'baseline')),
      baselineAction: baselineAction(given),
      showSuppressed: given['show-suppressed'] === true,
      sarifSuppressed: given['sarif-suppressed'] === true,
      ...(maxFindings !== undefined && { maxFindings: parseCount('max-findings', maxFindings, 0) }),
      ...defined('category', last(given, 'category')),
      ...color(given),
    },
  };
}

/** Options that say how or where the report shall be, or that there shall be none. */
const reportShapes = ['format', 'output', 'statistics', 'quiet', 'show-suppressed', 'list-files', 'diff'];

/** The reports that are asked for; otherwise those for the reader that the environment names. */
function reportChoice(
  given: Given,
  paths: readonly string[],
  io: Io,
): Pick<LintOptions, 'reports' | 'reader'> {
  const formats = all(given, 'format');
  const choice = { statistics: given.statistics === true, output: last(given, 'output') };
  const isPrinted = !choice.statistics && given['list-files'] !== true;
  const { AZML_LINT_FORMAT: variable } = io.env;
  if (variable && formats.length === 0 && isPrinted)
    return { reports: parseReports([parseFormatVariable('AZML_LINT_FORMAT', variable)], choice) };
  const isShaped = reportShapes.some((name) => given[name] !== undefined && given[name] !== false);
  const reader = isShaped ? undefined : readerIn(io.env);
  if (reader === undefined) return { reports: parseReports(formats, choice) };
  if (reader === 'agent') return { reports: parseReports(['compact'], choice), reader };
  // Annotations need the name of a file, and lines as the commit has them.
  const hasPlaces =
    given.fix !== true && (!paths.includes(standardInput) || given['stdin-filename'] !== undefined);
  return { reports: parseReports([], choice), ...(hasPlaces && { reader }) };
}

export function inventoryInvocation(given: Given, io: Io): Invocation {
  const paths = all(given, '_').slice(1);
  return {
    command: 'inventory',
    options: {
      ...configOptions(given, io),
      ...filesOptions(given, paths),
      format: oneOf(inventoryFormats, last(given, 'format') ?? 'text', 'format'),
      ...defined('output', last(given, 'output')),
      quiet: given.quiet === true,
      ...color(given),
    },
  };
}

/** Which files, and how they are read. */
function filesOptions(given: Given, paths: readonly string[]) {
  const jobs = last(given, 'jobs');
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    ...stdinFilename(given, paths),
    forceIgnore: given['force-ignore'] === true,
    ...(jobs !== undefined && { jobs: parseCount('jobs', jobs, 1) }),
  };
}

export function rulesInvocation(given: Given): Invocation {
  const format = oneOf(['text', 'json'] as const, last(given, 'format') ?? 'text', 'format');
  return { command: 'rules', options: { words: all(given, 'words'), format, ...color(given) } };
}

export function explainInvocation(given: Given): Invocation {
  return { command: 'explain', options: { rule: argument(given, 'rule'), ...color(given) } };
}

/** Without an argument, the shell is the user's login shell. */
export function completionInvocation(given: Given, io: Io): Invocation {
  const name = given.shell === undefined ? undefined : argument(given, 'shell');
  if (name !== undefined) return { command: 'completion', shell: oneOf(shells, name, 'shell') };
  const login = /[^/]*$/.exec(io.env.SHELL ?? '')![0];
  return { command: 'completion', shell: shells.find((shell): shell is Shell => shell === login) ?? 'bash' };
}

export function initInvocation(given: Given): Invocation {
  return {
    command: 'init',
    options: { force: given.force === true, ...defined('from', last(given, 'from')) },
  };
}

export function configInvocation(given: Given, io: Io): Invocation {
  return { command: 'config', options: { ...configOptions(given, io), path: argument(given, 'path') } };
}

export function mcpInvocation(given: Given): Invocation {
  return {
    command: 'mcp',
    options: { ...defined('config', valueOrNone(given, 'config')), trust: given.trust === true },
  };
}

export function lspInvocation(given: Given, io: Io): Invocation {
  const isDayGiven = given.now !== undefined;
  return { command: 'lsp', options: { ...configOptions(given, io), isDayGiven } };
}

export function reportInvocation(given: Given): Invocation {
  const previous = all(given, 'previous');
  const failOnWorse = given['fail-on-worse'] === true;
  if (failOnWorse && previous.length === 0)
    throw new UsageError('`--fail-on-worse` compares with earlier reports', 'Add `--previous DIR`.');
  return {
    command: 'report',
    options: {
      paths: all(given, 'paths'),
      previous,
      ...defined('output', last(given, 'output')),
      now: dayFrom(given),
      failOnWorse,
    },
  };
}

function dayFrom(given: Given): string {
  const now = last(given, 'now');
  return now === undefined ? today() : parseDay(now);
}

function configOptions(given: Given, io: Io): ConfigOptions {
  const failOn = last(given, 'fail-on');
  return {
    select: commaParted(given, 'select'),
    rules: parseRuleLevels(all(given, 'rule')),
    buildArgs: parseBuildArgs(all(given, 'build-arg'), io.env),
    ...defined('context', valueOrNone(given, 'context')),
    buildContexts: parseBuildContexts(all(given, 'build-context')),
    now: dayFrom(given),
    trust: given.trust === true,
    ...(failOn !== undefined && { failOn: oneOf(failOnValues, failOn, 'severity') }),
    ...defined('config', valueOrNone(given, 'config')),
    ...defined('preset', last(given, 'preset')),
    ...(typeof given.shellcheck === 'boolean' && { shellcheck: given.shellcheck }),
  };
}

/** Rejects a report that would never be printed: a diff replaces the report on standard output. */
function refuseUnprinted(given: Given): void {
  if (given['list-files'] === true || given.diff !== true || given.output !== undefined) return;
  const unprinted = all(given, 'format').find((format) => !format.includes('=') && format !== 'text');
  if (unprinted === undefined) return;
  throw new UsageError(
    `\`--diff\` takes the place of \`--format ${unprinted}\` on standard output`,
    `Give the report a file: \`--format ${unprinted}=FILE\`.`,
  );
}

/** Which fixes to make, if any. Options that only narrow down or extend fixes need `--fix` or `--diff`. */
function fixOptions(given: Given): { fix?: FixOptions } {
  const rules = commaParted(given, 'rule-only');
  const unsafe = given.unsafe === true;
  if (given.diff === true) return { fix: { mode: 'diff', unsafe, rules } };
  if (given.fix === true) return { fix: { mode: 'write', unsafe, rules } };
  if (!unsafe && rules.length === 0) return {};
  throw new UsageError(
    `\`${unsafe ? '--unsafe' : '--rule-only'}\` says which fixes are wanted, but none are made`,
    'Add `--fix`, or `--diff` to see what they would change.',
  );
}

function baselineAction(given: Given): BaselineAction {
  const asked = ['diff', 'update-baseline', 'prune-baseline'].filter((name) => given[name] === true);
  const [first, second] = asked;
  if (second !== undefined) throw new UsageError(`\`--${first}\` and \`--${second}\` do not go together`);
  if (first === undefined || first === 'diff') return 'apply';
  if (given.select === undefined) return first === 'update-baseline' ? 'update' : 'prune';
  throw new UsageError(
    `\`--${first}\` and \`--select\` do not go together`,
    'The baseline would lose what the other rules find.',
  );
}

function stdinFilename(given: Given, paths: readonly string[]): { stdinFilename?: string } {
  const name = last(given, 'stdin-filename');
  if (name === undefined) return {};
  if (paths.includes(standardInput)) return { stdinFilename: name };
  throw new UsageError(
    '`--stdin-filename` names standard input, which is not read',
    'Add `-` to read it, or name the file alone to lint that.',
  );
}

function color(given: Given): { color?: boolean } {
  const mode = oneOf(colorModes, last(given, 'color') ?? 'auto', 'choice of colors');
  return mode === 'auto' ? {} : { color: mode === 'always' };
}

/** Every value of an option that can be repeated: yargs returns a list only if there are several. */
function all(given: Given, name: string): readonly string[] {
  const values = [given[name] ?? []].flat().map(String);
  if (name !== '_' && values.includes('')) throw new UsageError(`\`--${name}\` needs a value`);
  return values;
}

/** Values that may also be joined by commas: `a,b`. */
function commaParted(given: Given, name: string): readonly string[] {
  const values = all(given, name).flatMap((value) => value.split(','));
  if (values.includes('')) throw new UsageError(`\`--${name}\` needs a name on each side of a comma`);
  return values;
}

/** As {@link last}; `--no-X` gives `false`. */
function valueOrNone(given: Given, name: string): string | false | undefined {
  return [given[name]].flat().at(-1) === false ? false : last(given, name);
}

/** The value of an option that counts once; the last one counts, so that options can be added to a script's. */
function last(given: Given, name: string): string | undefined {
  return all(given, name).at(-1);
}

/** The argument of a command. yargs accepts `-`, which has no meaning there. */
function argument(given: Given, name: string): string {
  const value = String(given[name]);
  if (value !== '') return value;
  throw new UsageError('the command needs an argument, and `-` is none');
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}

/** Of the clock, as UTC has it: `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
