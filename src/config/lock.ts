/** Policies that hold: rules that a configuration has locked stay as they are, whatever is built on it. */
import { type Finding, type Level, severities } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import { rangeOf, type Source, sourceOf } from '../text/source.ts';
import { type EffectiveRule, effectiveRules, type RuleChange } from './effective.ts';
import { type Origin, originText, type Sourced } from './origin.ts';
import type { PresetName } from './presets.ts';
import type { Section } from './sections.ts';
import { families } from './shape.ts';

/** The rules that a file locks, and what that file and all that it builds on say. */
export interface Lock {
  /** Each with the place of its lock. */
  readonly rules: readonly Sourced<AnyRule>[];
  readonly preset: PresetName;
  readonly sections: readonly Section[];
}

/** Someone wanted to weaken a locked rule. */
export interface Attempt {
  readonly rule: AnyRule;
  readonly origin: Origin;
  readonly lockedBy: Origin;
  /** What the rule was to be: "switched off". */
  readonly deed: string;
}

/** Puts locked rules back to what the lock has where they were weakened. A higher level stays. */
export function withLocks(
  rules: readonly EffectiveRule[],
  locks: readonly Lock[],
  sections: readonly Section[],
): readonly EffectiveRule[] {
  const floors = new Map(
    locks.flatMap((lock) => floorsOf(lock, sections)).map((floor) => [floor.rule, floor]),
  );
  return rules.map((rule) => {
    const floor = floors.get(rule.rule);
    if (floor === undefined) return rule;
    return { ...(isWeaker(rule.level.value, floor) ? floor : rule), options: floor.options };
  });
}

/** What a lock makes of its rules, as far as sections apply. */
function floorsOf(lock: Lock, applying: readonly Section[]): readonly EffectiveRule[] {
  const rules = lock.rules.map(({ value }) => value);
  const changes = applying
    .filter((section) => lock.sections.includes(section))
    .flatMap((section) => section.changes);
  return effectiveRules(
    rules,
    lock.preset,
    changes.filter(({ rule }) => rules.includes(rule)),
  );
}

/** Every change that comes after a lock, from elsewhere, and would weaken one of its rules. */
export function attemptsOf(locks: readonly Lock[], sections: readonly Section[]): readonly Attempt[] {
  return locks.flatMap((lock) => {
    const floors = new Map(
      floorsOf(
        lock,
        sections.filter(({ files }) => files === undefined),
      ).map((floor) => [floor.rule, floor]),
    );
    const lockedBy = new Map(lock.rules.map(({ value, origin }) => [value, origin]));
    return sections
      .filter((section) => !lock.sections.includes(section))
      .flatMap(({ changes }) => changes)
      .flatMap((change) => {
        const floor = floors.get(change.rule);
        return floor
          ? deedsOf(change, floor).map((deed) => ({
              ...deed,
              rule: change.rule,
              lockedBy: lockedBy.get(change.rule)!,
            }))
          : [];
      });
  });
}

function deedsOf(
  { level, options }: RuleChange,
  floor: EffectiveRule,
): readonly { deed: string; origin: Origin }[] {
  const lowered = level && isWeaker(level.value, floor);
  const changed = Object.entries(options).filter(
    ([name, { value }]) => JSON.stringify(value) !== JSON.stringify(floor.options[name]?.value),
  );
  return [
    ...(lowered
      ? [{ deed: level.value === 'off' ? 'switched off' : `lowered to ${level.value}`, origin: level.origin }]
      : []),
    ...changed.map(([name, { origin }]) => ({ deed: `given another \`${name}\``, origin })),
  ];
}

/** Whether a level is below that of a rule for any family. */
function isWeaker(level: EffectiveRule['level']['value'], { level: floor }: EffectiveRule): boolean {
  return families.some((family) => rank(levelFor(level, family)) > rank(levelFor(floor.value, family)));
}

function levelFor(level: EffectiveRule['level']['value'], family: (typeof families)[number]): Level {
  return typeof level === 'string' ? level : level[family];
}

function rank(level: Level): number {
  return level === 'off' ? severities.length : severities.indexOf(level);
}

/** What is said of an attempt. */
export function attemptText({ rule, lockedBy, deed }: Attempt): string {
  return `\`${rule.id}\` is locked by ${originText(lockedBy)} and cannot be ${deed} here.`;
}

/** Findings in a configuration file. */
export interface FileFindings {
  /** As it is shown. */
  readonly path: string;
  readonly source: Source;
  readonly findings: readonly Finding[];
}

/** The attempts that stand in files as findings there, by the rule that was to be weakened. */
export function attemptFindings(
  attempts: readonly Attempt[],
  texts: ReadonlyMap<string, string>,
): readonly FileFindings[] {
  return [...texts].flatMap(([path, text]) => {
    const source = sourceOf(text);
    const findings = attempts.flatMap((attempt) => {
      const { origin } = attempt;
      return origin.kind === 'file' && origin.file === path ? [attemptFinding(attempt, origin, source)] : [];
    });
    return findings.length === 0 ? [] : [{ path, source, findings }];
  });
}

function attemptFinding(
  attempt: Attempt,
  { line, column }: { line: number; column: number },
  source: Source,
): Finding {
  const lineStart = source.lineStarts[line - 1] ?? 0;
  // Columns do not count a byte-order mark, offsets do.
  const mark = line === 1 && source.text.startsWith('\ufeff') ? 1 : 0;
  const start = Math.min(lineStart + mark + column - 1, source.text.length);
  const [entry = ''] = /^[^\r\n#]*[^\s#]/.exec(source.text.slice(start, source.lineStarts[line])) ?? [];
  const span = { start, end: start + entry.length };
  return {
    rule: attempt.rule.id,
    severity: 'error',
    messageId: 'locked',
    message: attemptText(attempt),
    span,
    range: rangeOf(source, span),
    related: [],
  };
}
