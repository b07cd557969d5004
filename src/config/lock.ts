/** Locked rules: a configuration that extends another cannot weaken the rules that it locks. */

import { type ImageFamily, imageFamilies } from '../image/family.ts';
import { type Finding, type Level, severities } from '../rule/finding.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Span } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import { rangeOf, type SourceFile, sourceOf } from '../text/source.ts';
import { type EffectiveRule, effectiveRules, type RuleChange } from './effective.ts';
import { type Origin, originText, type Sourced } from './origin.ts';
import type { PresetName } from './presets.ts';
import type { Section } from './sections.ts';

/** The rules that a file locks, and the settings of that file and of everything that it extends. */
export interface Lock {
  /** Each with the place of its lock. */
  readonly rules: readonly Sourced<AnyRule>[];
  readonly preset: PresetName;
  readonly sections: ReadonlySet<Section>;
}

/** Something tries to weaken a locked rule. */
export interface Attempt extends Weakening {
  readonly rule: AnyRule;
  readonly lockedBy: Origin;
}

interface Weakening {
  /** What it does to the rule: "switched off". */
  readonly effect: string;
  readonly origin: Origin;
}

/** Resets weakened rules to what the lock has. A higher level stays. */
export function withLocks(
  rules: readonly EffectiveRule[],
  locks: readonly Lock[],
  sections: readonly Section[],
): readonly EffectiveRule[] {
  return locks.reduce((before, lock) => {
    const floors = floorsOf(lock, sections);
    return before.map((rule) => {
      const floor = floors.get(rule.rule);
      if (floor === undefined) return rule;
      return { ...(isWeaker(rule.level.value, floor) ? floor : rule), options: floor.options };
    });
  }, rules);
}

/** The settings that a lock enforces where some sections apply. */
function floorsOf(lock: Lock, applying: readonly Section[]): ReadonlyMap<AnyRule, EffectiveRule> {
  const rules = new Set(lock.rules.map(({ value }) => value));
  const changes = applying
    .filter((section) => lock.sections.has(section))
    .flatMap((section) => section.changes)
    .filter(({ rule }) => rules.has(rule));
  return new Map(effectiveRules([...rules], lock.preset, changes).map((floor) => [floor.rule, floor]));
}

/** Every change from elsewhere that would weaken a locked rule. */
export function attemptsOf(locks: readonly Lock[], sections: readonly Section[]): readonly Attempt[] {
  const forAllFiles = sections.filter(({ files }) => files === undefined);
  return locks.flatMap((lock) => {
    const floors = floorsOf(lock, forAllFiles);
    const foreign = sections
      .filter((section) => !lock.sections.has(section))
      .flatMap(({ changes }) => changes);
    return lock.rules.flatMap(({ value: rule, origin: lockedBy }) =>
      foreign
        .filter((change) => change.rule === rule)
        .flatMap((change) => weakeningsOf(change, floors.get(rule)!))
        .map((weakening) => ({ ...weakening, rule, lockedBy })),
    );
  });
}

function weakeningsOf({ level, options }: RuleChange, floor: EffectiveRule): readonly Weakening[] {
  const weakenings: Weakening[] = [];
  if (level && isWeaker(level.value, floor)) {
    weakenings.push({
      effect: level.value === 'off' ? 'switched off' : `lowered to ${level.value}`,
      origin: level.origin,
    });
  }
  for (const [name, { value, origin }] of Object.entries(options)) {
    const isSame = JSON.stringify(value) === JSON.stringify(floor.options[name]?.value);
    if (!isSame) weakenings.push({ effect: `given another \`${name}\``, origin });
  }
  return weakenings;
}

/** Whether a level is below the rule's level for some family. */
function isWeaker(level: Level | FamilyLevels, { level: floor }: EffectiveRule): boolean {
  return imageFamilies.some((family) => rank(levelFor(level, family)) > rank(levelFor(floor.value, family)));
}

function levelFor(level: Level | FamilyLevels, family: ImageFamily): Level {
  return typeof level === 'string' ? level : level[family];
}

function rank(level: Level): number {
  return level === 'off' ? severities.length : severities.indexOf(level);
}

/** The message for an attempt, or for several equal ones: those of `apt/*: off`. */
export function attemptText([first, ...others]: readonly [Attempt, ...Attempt[]]): string {
  const more = others.length === 1 ? '1 other rule' : `${others.length} other rules`;
  const subject = others.length === 0 ? `\`${first.rule.id}\` is` : `\`${first.rule.id}\` and ${more} are`;
  return `${subject} locked by ${originText(first.lockedBy)} and cannot be ${first.effect} here.`;
}

/** Groups attempts by their place and what they do. */
export function alike(attempts: readonly Attempt[]): readonly (readonly [Attempt, ...Attempt[]])[] {
  const groups = new Map<string, [Attempt, ...Attempt[]]>();
  for (const attempt of attempts) {
    const key = `${originText(attempt.origin)} ${attempt.effect}`;
    pushTo(groups, key, attempt);
  }
  return [...groups.values()];
}

/** Findings in a configuration file. */
export interface FileFindings {
  /** As shown to people. */
  readonly path: string;
  readonly source: SourceFile;
  readonly findings: readonly Finding[];
}

/** The attempts in files as findings there, by the rule that they would weaken. */
export function attemptFindings(
  attempts: readonly Attempt[],
  texts: ReadonlyMap<string, string>,
): readonly FileFindings[] {
  return [...texts].flatMap(([path, text]) => {
    const here = attempts.filter(({ origin }) => origin.kind === 'file' && origin.file === path);
    const source = sourceOf(text, path);
    const findings = alike(here).map((group) => attemptFinding(group, source));
    findings.sort((a, b) => a.span.start - b.span.start);
    return findings.length === 0 ? [] : [{ path, source, findings }];
  });
}

function attemptFinding(attempts: readonly [Attempt, ...Attempt[]], source: SourceFile): Finding {
  const [{ rule, origin }] = attempts;
  const span = entryAt(source, origin);
  return {
    rule: rule.id,
    severity: 'error',
    messageId: 'locked',
    message: attemptText(attempts),
    data: {},
    file: source,
    span,
    range: rangeOf(source, span),
    related: [],
  };
}

/** An entry of a configuration file, as far as it is on its first line. */
function entryAt({ text, lineStarts }: SourceFile, origin: Origin): Span {
  const { line, column } = origin.kind === 'file' ? origin : { line: 1, column: 1 };
  const start = Math.min((lineStarts[line - 1] ?? 0) + column - 1, text.length);
  const [entry = ''] = /^[^\r\n#]*[^\s#]/.exec(text.slice(start, lineStarts[line])) ?? [];
  return { start, end: start + entry.length };
}
