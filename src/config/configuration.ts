import { resolve } from 'node:path';
import type { AnyRule, Settings } from '../rule/settings.ts';
import { type EffectiveRule, effectiveRules, missingOptions, ruleSettings } from './effective.ts';
import { attemptFindings, attemptsOf, type FileFindings, withLocks } from './lock.ts';
import type { Sourced } from './origin.ts';
import type { Plan } from './plan.ts';
import { ConfigError } from './problem.ts';
import type { Section } from './sections.ts';
import type { FailOn, Family } from './shape.ts';

/** What holds for the files around one configuration file, or for those that have none. Paths may be relative to the working directory. */
export interface Configuration {
  /** The configuration files that were read, as they are shown; what is extended stands first. */
  readonly files: readonly string[];
  /** All rules, those of plugins included, in order of id. */
  readonly rules: readonly AnyRule[];
  readonly failOn: FailOn;
  /** The file of old findings, absolute. */
  readonly baseline: string | undefined;
  /** Findings in the configuration files themselves: locked rules that they want to weaken. */
  readonly findings: readonly FileFindings[];
  /** Whether a file, or all that is in a directory, is not to be linted. */
  ignores(path: string): boolean;
  /** @throws {ConfigError} if a rule that is on for this file only misses an option that it needs. */
  settingsFor(path: string): Settings;
  /** All that is in force for a file, and where it came from. */
  origins(path: string): Origins;
}

/** All that is in force for a file, each value with its origin. */
export interface Origins extends Omit<Plan, 'sections' | 'rules' | 'texts' | 'locks'> {
  /** In order of id. */
  readonly rules: readonly EffectiveRule[];
  readonly family: Sourced<Family> | undefined;
  /** The rules that are locked, and where. */
  readonly locked: readonly Sourced<AnyRule>[];
}

/** Tells whether globs match a path, which is absolute. */
export type Compile = (globs: string | readonly string[]) => (path: string) => boolean;

/**
 * Makes a configuration of a plan.
 * @throws {ConfigError} if a rule that is on misses an option that it needs.
 */
export function configurationOf(plan: Plan, cwd: string, now: string, compile: Compile): Configuration {
  const isIgnored = compile(plan.ignore.map(({ value }) => value));
  const sections = plan.sections.map((section) => ({
    section,
    appliesTo: section.files === undefined ? () => true : compile(section.files),
  }));
  const resolved = new Map<string, Resolved>();

  /** Files that the same sections apply to share what is in force for them. */
  function resolveFor(path: string): Resolved {
    const file = resolve(cwd, path);
    const applying = sections.filter(({ appliesTo }) => appliesTo(file));
    const key = applying.map((one) => sections.indexOf(one)).join();
    const known =
      resolved.get(key) ??
      resolvePlan(
        plan,
        applying.map(({ section }) => section),
        now,
      );
    resolved.set(key, known);
    return known;
  }

  const forAll = plan.sections.filter(({ files }) => files === undefined);
  checkOptions(resolvePlan(plan, forAll, now).origins);
  return {
    files: plan.files,
    rules: [...plan.rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    failOn: plan.failOn.value,
    baseline: plan.baseline?.value,
    findings: attemptFindings(attemptsOf(plan.locks, plan.sections), plan.texts),
    ignores: (path) => isIgnored(resolve(cwd, path)),
    settingsFor(path) {
      const { origins, settings } = resolveFor(path);
      checkOptions(origins);
      return settings;
    },
    origins: (path) => resolveFor(path).origins,
  };
}

interface Resolved {
  readonly origins: Origins;
  readonly settings: Settings;
}

function resolvePlan(plan: Plan, sections: readonly Section[], now: string): Resolved {
  const { sections: _sections, texts: _texts, locks, ...common } = plan;
  const changes = sections.flatMap((section) => section.changes);
  const rules = withLocks(effectiveRules(plan.rules, plan.preset.value, changes), locks, sections);
  const locked = locks.flatMap((lock) => lock.rules);
  const family = sections.findLast((section) => section.family !== undefined)?.family;
  const buildArgs = Object.fromEntries(
    Object.entries(plan.buildArgs).map(([name, { value }]) => [name, value]),
  );
  return {
    origins: { ...common, rules, family, locked },
    settings: {
      rules: ruleSettings(rules),
      buildArgs,
      now,
      ...(family && { family: family.value }),
      ...(locked.length > 0 && { locked: [...new Set(locked.map(({ value }) => value.id))] }),
    },
  };
}

function checkOptions({ rules }: Origins): void {
  const problems = missingOptions(rules);
  if (problems.length > 0) throw new ConfigError(problems);
}
