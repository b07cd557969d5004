import type { Level } from '../rule/finding.ts';
import type { RuleNames } from '../rule/names.ts';
import { isShellcheckName, nearestRuleName, peerWith, SHELLCHECK } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import { allowedHint } from './did-you-mean.ts';
import type { RuleChange } from './effective.ts';
import type { Origin } from './origin.ts';
import type { RuleEntries, RuleEntry, RuleOptions } from './schema.ts';

/** Reports a problem with an entry, or with one of its options. */
export type ReportEntry = (
  name: string,
  problem: { message: string; hint?: string },
  option?: string,
) => void;

/** Where an entry, or one of its options, was set. */
export type OriginOfEntry = (name: string, option?: string) => Origin;

/**
 * The changes that the entries of `rules` make, rule by rule. A more specific name wins: `apt/*` comes first, then an
 * alias that several rules share, then single rules, in whatever order they are written. Entries must have the right
 * form; whether the names exist is checked here.
 */
export function readEntries(
  entries: RuleEntries,
  names: RuleNames,
  originOf: OriginOfEntry,
  report: ReportEntry,
): readonly RuleChange[] {
  const found = Object.entries(entries).map(([name, entry]) => {
    const rules = names.find(name);
    return {
      name,
      rules,
      breadth: name.endsWith('/*') ? Number.POSITIVE_INFINITY : rules.length,
      ...splitEntry(entry),
    };
  });
  const nameOf = new Map<AnyRule, string>();
  for (const { name, rules, breadth, options } of found) {
    const [rule] = rules;
    // They may be there for the runs in which ShellCheck is asked for.
    if (isShellcheckName(name) && Object.keys(options).length > 0)
      report(name, { message: `\`${name}\` takes no options` });
    if (rule === undefined && isShellcheckName(name)) continue;
    if (rule === undefined) report(name, unknownRule(name, names));
    else if (breadth > 1) checkSharedOptions(name, rules, options, report);
    else {
      const other = nameOf.get(rule);
      // Who lists all codes of hadolint says the same of some rules more than once.
      if (other !== undefined && JSON.stringify(entries[other]) !== JSON.stringify(entries[name]))
        report(name, twice(other, name));
      nameOf.set(rule, name);
      checkOptionNames(rule, options, (problem, option) => report(name, problem, option));
    }
  }
  return found
    .sort((a, b) => (a.breadth === b.breadth ? 0 : b.breadth - a.breadth))
    .flatMap(({ name, rules, breadth, level, options }) =>
      rules.map((rule) => ({
        rule,
        level: level && { value: level, origin: originOf(name) },
        options: Object.fromEntries(
          Object.entries(breadth > 1 ? ownOptions(rule, options) : options).map(([option, value]) => [
            option,
            { value, origin: originOf(name, option) },
          ]),
        ),
      })),
    );
}

/** The level and the options of an entry. */
export function splitEntry(entry: RuleEntry): { level: Level | undefined; options: RuleOptions } {
  if (typeof entry === 'string') return { level: entry, options: {} };
  if (!isList(entry)) return { level: undefined, options: entry };
  const [first, options = {}] = entry;
  return typeof first === 'string' ? { level: first, options } : { level: undefined, options: first };
}

/** Those of some options that a rule has. */
export function ownOptions(rule: AnyRule, options: RuleOptions): RuleOptions {
  const own = rule.options?.schema ?? {};
  return Object.fromEntries(Object.entries(options).filter(([option]) => Object.hasOwn(own, option)));
}

/** `Array.isArray` does not narrow readonly lists. */
function isList(entry: RuleEntry): entry is Extract<RuleEntry, readonly unknown[]> {
  return Array.isArray(entry);
}

/** The problem with a name that no rule has of those that can run. */
export function notSelectable(name: string, names: RuleNames) {
  if (!isShellcheckName(name) && name !== SHELLCHECK) return unknownRule(name, names);
  return {
    message: 'ShellCheck is not asked for',
    hint: 'Add `--shellcheck`, or `shellcheck: true` to the configuration.',
  };
}

/** The problem with a name that no rule has. */
export function unknownRule(name: string, names: RuleNames) {
  const message = `unknown rule \`${name}\``;
  const meant = name === SHELLCHECK ? `${SHELLCHECK}/*` : nearestRuleName(name, names.all);
  const peer = meant === undefined ? peerWith(name) : undefined;
  const guess = meant ? `Did you mean \`${meant}\`? ` : peer ? `No rule does here what ${peer}'s does. ` : '';
  return { message, hint: `${guess}\`azml-lint rules\` lists all.` };
}

function twice(other: string, name: string) {
  return {
    message: `\`${name}\` and \`${other}\` are the same rule`,
    hint: 'Keep one of them, or say the same of both.',
  };
}

/** Several rules can be given the options that at least one of them has; `label/*: { schema: … }`. */
function checkSharedOptions(
  name: string,
  rules: readonly AnyRule[],
  options: RuleOptions,
  report: ReportEntry,
): void {
  const allowed = [...new Set(rules.flatMap((rule) => Object.keys(rule.options?.schema ?? {})))];
  for (const option of Object.keys(options)) {
    if (allowed.includes(option)) continue;
    const message = `no rule of \`${name}\` has an option \`${option}\``;
    const hint = allowed.length === 0 ? 'They take no options.' : allowedHint(option, 'Options', allowed);
    report(name, { message, hint }, option);
  }
}

function checkOptionNames(
  rule: AnyRule,
  options: RuleOptions,
  report: (problem: { message: string; hint: string }, option: string) => void,
): void {
  const allowed = Object.keys(rule.options?.schema ?? {});
  for (const option of Object.keys(options)) {
    if (allowed.includes(option)) continue;
    report(
      {
        message: `unknown option \`${option}\` of \`${rule.id}\``,
        hint: allowed.length === 0 ? 'It takes no options.' : allowedHint(option, 'Its options', allowed),
      },
      option,
    );
  }
}
