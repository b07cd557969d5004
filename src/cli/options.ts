import { allowedHint } from '../config/did-you-mean.ts';
import { levels } from '../config/schema.ts';
import { type Format, formatNames } from '../report/formats.ts';
import type { Level } from '../rule/finding.ts';
import { isDay } from '../text/day.ts';
import { UsageError } from './errors.ts';
import type { ReportTarget } from './invocation.ts';

/** The other options that decide which reports are made, and where they go. */
interface ReportChoice {
  /** Figures replace the printed report. */
  readonly statistics: boolean;
  /** The file that replaces standard output. */
  readonly output: string | undefined;
}

/** `text`, or `sarif=out.sarif`; by default text. One report at most goes to standard output, and one to each file. */
export function parseReports(
  formats: readonly string[],
  { statistics, output }: ReportChoice,
): readonly ReportTarget[] {
  const named = formats.map(parseFormat);
  const targets: readonly ReportTarget[] = [
    ...(statistics ? [{ format: 'statistics' } as const] : []),
    ...(named.length === 0 && !statistics ? [{ format: 'text' } as const] : named),
  ];
  if (output !== undefined && targets.every(({ file }) => file !== undefined))
    throw new UsageError(
      `\`--output ${output}\` has nothing to hold, since every report has a file of its own`,
      'Add a `--format` without a file, or leave `--output` out.',
    );
  const placed = targets.map(({ format, file = output }) => ({
    format,
    ...(file !== undefined && { file }),
  }));
  const places = placed.map(({ file }) => file);
  const twice = places.findIndex((place, index) => places.indexOf(place) !== index);
  if (twice === -1) return placed;
  throw new UsageError(
    `two reports cannot both go to ${places[twice] === undefined ? 'standard output' : `\`${places[twice]}\``}`,
    'Give all but one a file of its own: `--format text --format sarif=out.sarif`.',
  );
}

function parseFormat(value: string): ReportTarget {
  const [name, file] = splitAtFirst(value, '=');
  const format = oneOf(formatNames, name, 'format');
  if (file === '') throw new UsageError(`\`--format ${value}\` names no file`);
  return file === undefined ? { format } : { format, file };
}

/** The format that a variable of the environment asks for in the place of `--format`. */
export function parseFormatVariable(name: string, value: string): Format {
  if (formatNames.some((format) => format === value)) return value as Format;
  throw new UsageError(
    `${name} is \`${value}\`, which is no format`,
    allowedHint(value, 'There is', formatNames),
  );
}

/**
 * Levels by rule, from `apt/lists-kept=off`; the last one for a rule counts. Whether the rule exists is checked later,
 * when the plugins are loaded.
 */
export function parseRuleLevels(values: readonly string[]): Record<string, Level> {
  return Object.fromEntries(values.map(parseRuleLevel));
}

function parseRuleLevel(value: string): [rule: string, level: Level] {
  const [rule, level] = splitAtFirst(value, '=');
  if (level === undefined || rule === '') {
    throw new UsageError(
      `\`--rule ${value}\` is not ID=SEVERITY`,
      'For instance `--rule apt/lists-kept=off`.',
    );
  }
  return [rule, oneOf(levels, level, 'severity')];
}

/**
 * `KEY=VALUE`, or `KEY` alone, which takes its value from the environment as `docker build` does; if it is not set
 * there, the argument is left out.
 */
export function parseBuildArgs(
  values: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const pairs = values.map((value): [string, string | undefined] => {
    const [key, given] = splitAtFirst(value, '=');
    if (key === '')
      throw new UsageError(`\`--build-arg ${value}\` has no name`, 'For instance `--build-arg TAG=latest`.');
    return [key, given ?? env[key]];
  });
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** `NAME=DIR` of each `--build-context`. */
export function parseBuildContexts(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.map((value) => {
      const [name, folder] = splitAtFirst(value, '=');
      if (name !== '' && folder) return [name, folder];
      throw new UsageError(
        `\`--build-context ${value}\` names no directory`,
        'For instance `--build-context data=../data`.',
      );
    }),
  );
}

/** `YYYY-MM-DD`, a day that exists. */
export function parseDay(value: string): string {
  if (isDay(value)) return value;
  throw new UsageError(`\`--now ${value}\` is not a day`, 'Write it as `--now 2026-01-31`.');
}

/** A whole number, at least `least`. */
export function parseCount(option: string, value: string, least: number): number {
  if (/^\d{1,15}$/.test(value) && Number(value) >= least) return Number(value);
  throw new UsageError(`\`--${option} ${value}\` is not a whole number from ${least}`);
}

/** The value, if it is one of the allowed ones; otherwise throws an error that lists them. */
export function oneOf<T extends string>(allowed: readonly T[], value: string, what: string): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`there is no ${what} \`${value}\``, allowedHint(value, 'There is', allowed));
}

function splitAtFirst(text: string, separator: string): [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
