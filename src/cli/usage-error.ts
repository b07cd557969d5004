import type { Options } from 'yargs';
import { closestMatch } from '../text/closest-match.ts';
import { UsageError } from './errors.ts';
import { mayBeNone } from './invocation.ts';

/** Turns an error of yargs about a command line into our message, with a proposal. */
export function wrongUse(
  message: string,
  args: readonly string[],
  options: Readonly<Record<string, Options>>,
): UsageError {
  const [what, names = ''] = message.split(/: (.*)/s);
  const name = names.split(', ')[0]!;
  if (what === 'Unknown argument' || what === 'Unknown arguments')
    return unknownArgument(name, args, options);
  if (what === 'Not enough arguments following') return new UsageError(`\`${dashed(name)}\` needs a value`);
  if (what === 'Not enough non-option arguments') return new UsageError('the command needs an argument');
  return new UsageError(message);
}

function unknownArgument(
  name: string,
  args: readonly string[],
  options: Readonly<Record<string, Options>>,
): UsageError {
  if (args.includes(name)) return new UsageError(`there is one argument too many: \`${name}\``);
  const negated = args.find((arg) => arg.startsWith('--no-') && arg.includes('='))?.split('=')[0];
  if (negated === `--${name}` && mayBeNone.includes(name.slice(3)))
    return new UsageError(`\`${negated}\` takes no value`);
  const peer = PEER_OPTIONS.get(name);
  if (peer !== undefined)
    return new UsageError(`there is no option \`--${name}\`; did you mean \`${peer}\`?`);
  const isNegated = args.includes(`--no-${name}`);
  const meant = isNegated ? negatedNearest(name, options) : optionNearest(name, options);
  const proposal = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  return new UsageError(`there is no option \`${dashed(isNegated ? `no-${name}` : name)}\`${proposal}`);
}

/** Names that other linters have for our options. */
const PEER_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['json', '--format json'],
  ['sarif', '--format sarif'],
  ['oneline', '--format compact'],
  ['exit-zero', '--fail-on never'],
  ['no-fail', '--fail-on never'],
  ['failure-threshold', '--fail-on'],
  ['output-file', '--output'],
  ['unsafe-fixes', '--unsafe'],
  ['fix-dry-run', '--diff'],
  ['no-inline-config', '--show-suppressed'],
  ['show-files', '--list-files'],
  ['isolated', '--no-config'],
]);

function optionNearest(name: string, options: Readonly<Record<string, Options>>): string | undefined {
  if (name.length > 1) return ofNearest(name, Object.keys(options), '--');
  // Between single letters only a wrong case is taken as a slip.
  const letters = Object.values(options).flatMap(({ alias = [] }) => alias);
  const letter = letters.find((one) => one.toLowerCase() === name.toLowerCase());
  return letter === undefined ? undefined : `-${letter}`;
}

function negatedNearest(name: string, options: Readonly<Record<string, Options>>): string | undefined {
  const negatable = Object.keys(options).filter(
    (one) => one === 'color' || mayBeNone.includes(one) || options[one]!.type === 'boolean',
  );
  return ofNearest(name, negatable, '--no-');
}

function ofNearest(name: string, names: readonly string[], dashes: string): string | undefined {
  const meant = closestMatch(name, names);
  return meant === undefined ? undefined : dashes + meant;
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
