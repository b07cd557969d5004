import type { ImageFamily } from '../image/family.ts';
import type { AnyRule, Settings } from '../rule/settings.ts';
import {
  type EffectiveRule,
  effectiveRules,
  isSwitchedOn,
  missingOptions,
  ruleSettings,
} from './effective.ts';
import { attemptFindings, attemptsOf, type FileFindings, withLocks } from './lock.ts';
import type { Plan } from './merged-config.ts';
import type { Origin, Sourced } from './origin.ts';
import { ConfigError, type Problem } from './problem.ts';
import type { FailOn, ManagedBuild, OneOrMore } from './schema.ts';
import type { Section } from './sections.ts';
import { withSelection } from './selection.ts';

/**
 * What applies to the files around one configuration file, or to those that have none. Paths may be relative to the
 * working directory.
 */
export interface Configuration {
  /** The configuration files that were read, as shown to people; extended files come first. */
  readonly files: readonly string[];
  /** All rules, those of plugins included, in order of id. */
  readonly rules: readonly AnyRule[];
  readonly failOn: FailOn;
  /** The file with the baseline, absolute. */
  readonly baseline: string | undefined;
  /** Findings in the configuration files themselves: locked rules that they try to weaken. */
  readonly findings: readonly FileFindings[];
  /** Files, as shown to people, that were probably meant as configurations but do not have the right name. */
  readonly misnamed: readonly string[];
  /** The directory of the configuration file, absolute. */
  readonly directory: string | undefined;
  /** Whether ShellCheck looks at scripts, and what asks for it. */
  readonly shellcheck: Sourced<boolean>;
  /** The folder that is given as the build context of a Dockerfile, absolute; `false`: nothing but its text is looked at. */
  contextOf(path: string): Sourced<string | false> | undefined;
  /** Contexts with names of their own, absolute. */
  readonly buildContexts: ReadonlyMap<string, string>;
  /** Whether programs that are installed beside the linted files may run. */
  readonly mayExecute: boolean;
  /** The overrides of the configuration file itself that have matched no file so far: the places of their `files`. */
  unusedOverrides(): readonly Origin[];
  /** Whether a file, or everything in a directory, is not to be linted. */
  ignores(path: string): boolean;
  /** @throws {ConfigError} if a rule that only this file switches on lacks a required option. */
  settingsFor(path: string): Settings;
  /** Everything that applies to a file, with its origin. */
  origins(path: string): Origins;
}

/** Everything that applies to a file, each value with its origin. */
export interface Origins
  extends Omit<Plan, 'sections' | 'rules' | 'texts' | 'locks' | 'selection' | 'noContext' | 'contexts'> {
  /** In order of id. */
  readonly rules: readonly EffectiveRule[];
  readonly family: Sourced<ImageFamily> | undefined;
  readonly managedBuild: Sourced<ManagedBuild> | undefined;
  /** The locked rules, each with the place of its lock. */
  readonly locked: readonly Sourced<AnyRule>[];
}

/** How paths are matched against globs, and what else a configuration says about its surroundings. */
export interface Surroundings extends Pick<Configuration, 'misnamed' | 'directory' | 'mayExecute'> {
  /** The path of a file in the form that globs match. */
  toGlobPath(path: string): string;
  matcher(globs: OneOrMore): (globPath: string) => boolean;
}

/**
 * Makes a configuration from a plan.
 * @throws {ConfigError} if an enabled rule lacks a required option.
 */
export function configurationOf(plan: Plan, now: string, surroundings: Surroundings): Configuration {
  const { toGlobPath, matcher, misnamed, directory, mayExecute } = surroundings;
  const isIgnored = matcher(plan.ignore.map(({ value }) => value));
  const sections = plan.sections.map((section, index) => ({
    section,
    index,
    appliesTo: section.files === undefined ? () => true : matcher(section.files),
  }));
  const contexts = plan.contexts.map(({ value: { dockerfile, path }, origin }) => ({
    isFor: dockerfile === undefined ? () => true : matcher(dockerfile),
    context: { value: path, origin },
  }));
  const resolved = new Map<string, Resolved>();
  const used = new Set<Section>();

  /** Files with the same sections share the result. */
  function resolveFor(path: string): Resolved {
    const globPath = toGlobPath(path);
    const applying = sections.filter(({ appliesTo }) => appliesTo(globPath));
    for (const { section } of applying) used.add(section);
    const key = applying.map(({ index }) => index).join();
    const known = resolved.get(key);
    if (known) return known;
    const fresh = resolvePlan(
      plan,
      applying.map(({ section }) => section),
      now,
    );
    resolved.set(key, fresh);
    return fresh;
  }

  const forAllFiles = plan.sections.filter(({ files }) => files === undefined);
  throwIfAny(resolvePlan(plan, forAllFiles, now).problems);
  const attempts = attemptsOf(plan.locks, plan.sections).filter(
    ({ rule }) => plan.selection?.rules.has(rule) ?? true,
  );
  return {
    files: plan.files,
    rules: [...plan.rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    failOn: plan.failOn.value,
    baseline: plan.baseline?.value,
    findings: attemptFindings(attempts, plan.texts),
    misnamed,
    directory,
    mayExecute,
    shellcheck: plan.shellcheck,
    unusedOverrides: () =>
      plan.sections
        .filter((section) => !used.has(section))
        .flatMap(({ origin }) =>
          origin?.kind === 'file' && origin.file === plan.files.at(-1) ? [origin] : [],
        ),
    contextOf(path) {
      if (plan.noContext.value) return { value: false, origin: plan.noContext.origin };
      const found = contexts.findLast(({ isFor }) => isFor(toGlobPath(path)));
      return found?.context;
    },
    buildContexts: new Map(Object.entries(plan.buildContexts).map(([name, { value }]) => [name, value])),
    ignores: (path) => isIgnored(toGlobPath(path)),
    settingsFor(path) {
      const { settings, problems } = resolveFor(path);
      throwIfAny(problems);
      return settings;
    },
    origins: (path) => resolveFor(path).origins,
  };
}

interface Resolved {
  readonly origins: Origins;
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/** What applies where some sections apply. */
function resolvePlan(plan: Plan, sections: readonly Section[], now: string): Resolved {
  const {
    sections: _sections,
    texts: _texts,
    locks,
    selection,
    noContext: _no,
    contexts: _some,
    ...common
  } = plan;
  const changes = sections.flatMap((section) => section.changes);
  const all = withLocks(effectiveRules(plan.rules, plan.preset.value, changes), locks, sections);
  const rules = withSelection(all, selection);
  const leftOut = all.filter((one, index) => isSwitchedOn(one) && !isSwitchedOn(rules[index]!));
  const locked = locks.flatMap((lock) => lock.rules);
  const family = sections.findLast((section) => section.family !== undefined)?.family;
  const managedBuild = sections.findLast((section) => section.managedBuild !== undefined)?.managedBuild;
  const buildArgs = Object.entries(plan.buildArgs).map(([name, { value }]) => [name, value]);
  return {
    origins: { ...common, rules, family, managedBuild, locked },
    settings: {
      rules: ruleSettings(rules),
      buildArgs: Object.fromEntries(buildArgs),
      now,
      ...(family && { family: family.value }),
      ...(leftOut.length > 0 && { leftOut: leftOut.map(({ rule }) => rule.id) }),
      ...(locked.length > 0 && { locked: [...new Set(locked.map(({ value }) => value.id))] }),
    },
    problems: missingOptions(rules),
  };
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigError(problems);
}
