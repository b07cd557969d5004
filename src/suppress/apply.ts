import { aliasesFrom } from '../rule/aliases.ts';
import type { Finding } from '../rule/finding.ts';
import type { RuleNames } from '../rule/names.ts';
import { NEVER_SKIPPED, SKIPPED_AT_NEXT, SKIPPED_BY_DIRECTIVE_ONLY } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import type {
  AppliedName,
  AppliedSuppression,
  SuppressedFinding,
  SuppressedName,
  Suppression,
} from '../rule/suppression.ts';
import type { Span } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import type { SourceFile } from '../text/source.ts';

/** What the comments of a file did to its findings. */
export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly applied: readonly AppliedSuppression[];
}

/** One name of one suppression, while the findings are compared with it. */
interface Entry {
  readonly suppression: Suppression;
  readonly rules: ReadonlySet<string>;
  /** Rules whose findings it hides that a related place in what it covers explains. */
  readonly atRelated: ReadonlySet<string>;
  used: boolean;
}

/** The settings that decide which suppressions apply. */
export interface SuppressionSettings {
  readonly names: RuleNames;
  /** The rules that have run on the file. */
  readonly ran: ReadonlySet<string>;
  /** The rules that are enabled but skipped in this run. */
  readonly leftOut: ReadonlySet<string>;
  /** The day with which `until` is compared. */
  readonly now: string;
  /** Rules that no comment may hide. */
  readonly locked: ReadonlySet<string>;
}

/**
 * Hides the findings that the comments of a file cover. The findings are sorted by place, those in other files last: a comment
 * hides those if it covers a place of its own file that explains them, such as the command that reads the other file.
 */
export function applySuppressions(
  source: SourceFile,
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  settings: SuppressionSettings,
): Suppressed {
  const { names, now, locked } = settings;
  if (suppressions.length === 0) return { kept: findings, suppressed: [], applied: [] };
  const entries = new Map(
    suppressions.map((one) => [one, one.names.map((name) => entryOf(one, name, names))]),
  );
  const live = [...entries].filter(([one]) => one.covers && !hasExpired(one, now)).flatMap(([, own]) => own);
  live.sort((a, b) => a.suppression.covers!.start - b.suppression.covers!.start);

  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const byStart = new Map<number, Entry[]>();
  for (const entry of live.filter(({ atRelated }) => atRelated.size > 0))
    pushTo(byStart, entry.suppression.covers!.start, entry);
  const byRule = new Map<string, Entry[]>();
  for (const entry of live) for (const rule of entry.rules) pushTo(byRule, rule, entry);
  const coveringRelated = ({ rule, related }: Finding) =>
    (byRule.get(rule) ?? []).filter(
      ({ suppression }) =>
        suppression.scope === 'file' ||
        related.some((one) => one.file === source && isIn(one.span.start, suppression.covers!)),
    );
  let open: Entry[] = [];
  let next = 0;
  for (const finding of findings) {
    if (finding.file === source) {
      const { start } = finding.span;
      while (next < live.length && live[next]!.suppression.covers!.start <= start) open.push(live[next++]!);
      open = open.filter(({ suppression }) => suppression.covers!.end > start);
    }
    const covering = finding.file === source ? open : coveringRelated(finding);
    const mayHide = !finding.internal && !locked.has(finding.rule);
    const hiding = mayHide
      ? [
          ...covering.filter(({ rules }) => rules.has(finding.rule)),
          ...finding.related
            .flatMap(({ span }) => byStart.get(span.start) ?? [])
            .filter(({ atRelated }) => atRelated.has(finding.rule)),
        ]
      : [];
    for (const entry of hiding) entry.used = true;
    if (hiding[0]) suppressed.push({ finding, suppression: hiding[0].suppression });
    else kept.push(finding);
  }
  return { kept, suppressed, applied: [...entries].map(([one, own]) => outcomeOf(one, own, settings)) };
}

function isIn(offset: number, { start, end }: Span): boolean {
  return start <= offset && offset < end;
}

/**
 * The rules that a name means. In BuildKit's dialect these are only its own checks, and `all` means all of them.
 */
function entryOf(suppression: Suppression, { text }: SuppressedName, names: RuleNames): Entry {
  if (suppression.dialect !== 'check')
    return { suppression, rules: idsOf(names.find(text)), atRelated: idsOf([]), used: false };
  const skipped = (text === 'all' ? names.rules : names.find(text)).filter((rule) =>
    mayCheckSkip(suppression, rule),
  );
  const isAtNext = (rule: AnyRule) =>
    suppression.scope === 'next' && aliasesFrom('buildkit', rule).includes(SKIPPED_AT_NEXT);
  return {
    suppression,
    rules: idsOf(skipped.filter((rule) => !isAtNext(rule))),
    atRelated: idsOf(skipped.filter(isAtNext)),
    used: false,
  };
}

/** Whether BuildKit obeys such a comment, or the directive, for a check of a rule. */
function mayCheckSkip({ scope }: Suppression, rule: AnyRule): boolean {
  return aliasesFrom('buildkit', rule).some(
    (check) => check !== NEVER_SKIPPED && (scope === 'file' || !SKIPPED_BY_DIRECTIVE_ONLY.has(check)),
  );
}

function idsOf(rules: readonly AnyRule[]): ReadonlySet<string> {
  return new Set(rules.map(({ id }) => id));
}

function outcomeOf(
  suppression: Suppression,
  entries: readonly Entry[],
  { ran, leftOut, now, locked }: SuppressionSettings,
): AppliedSuppression {
  const names = suppression.names.map((name, index): AppliedName => {
    const { rules: here, atRelated, used } = entries[index]!;
    const rules = new Set([...here, ...atRelated]);
    const anyIn = (ids: ReadonlySet<string>) => [...rules].some((id) => ids.has(id));
    return {
      ...name,
      rules: [...rules],
      used,
      checked: anyIn(ran) && !anyIn(leftOut),
      locked: anyIn(locked),
    };
  });
  return { ...suppression, names, expired: hasExpired(suppression, now) };
}

function hasExpired({ until }: Suppression, now: string): boolean {
  return until !== undefined && until.day < now;
}
