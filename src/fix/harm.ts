import type { AnyKind, Damage } from '../kinds/kind.ts';
import type { FileModel } from '../model/model.ts';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';
import { type Fixable, offsetsAfter } from './apply.ts';

/** What a fix must not do: break the file, break a script in it, change its other content, or cause a new error. */
export type Harm =
  | { readonly kind: Damage; readonly of: string }
  | { readonly kind: 'new-error'; readonly rule: string };

/** What is known about a text before or after a change. */
export interface Examined {
  readonly kind: AnyKind;
  readonly file: FileModel;
  readonly findings: readonly Finding[];
}

/** Fixes that are tried on top of others. */
export interface Change {
  /** The text before all fixes, to which the places of their edits refer. */
  readonly origin: Examined;
  /** The text with the other fixes. */
  readonly before: Examined;
  readonly after: Examined;
  /** The findings that the change fixes. */
  readonly fixed: readonly Fixable[];
  /** The edits of all fixes, in order of place. */
  readonly edits: readonly Edit[];
}

/**
 * The harm that a change does.
 *
 * No fixed error may remain an error, and no new error may appear, except for those that the fixed one only hid: see
 * {@link uncovered}.
 */
export function harmOf(change: Change): Harm | undefined {
  const { origin, before, after, fixed, edits } = change;
  const { kind } = origin;
  const damage = kind.damage({ origin: origin.file, before: before.file, after: after.file, edits });
  if (damage !== undefined) return { kind: damage, of: kind.title };
  const allowed = errorsIn(before.findings);
  for (const [rule, count] of errorsIn(fixed)) allowed.set(rule, allowed.get(rule)! - count);
  const found = errorsIn(after.findings);
  if (grown(allowed, found) === undefined) return undefined;
  for (const [rule, count] of uncovered(change)) allowed.set(rule, (allowed.get(rule) ?? 0) + count);
  const rule = grown(allowed, found);
  return rule === undefined ? undefined : { kind: 'new-error', rule };
}

/**
 * How many errors of each rule a change reveals that existed before.
 *
 * An instruction with an error does not do what it says, so the rest of it cannot be judged: with a dash that begins no
 * option, `pip install –r a.txt` reads no file, whether the file exists or not. After the fix, an error of another rule
 * about the author's words in the same instruction is revealed, not caused. So is one about what follows, if the
 * instruction sets something for it. An error about words that a fix itself wrote, or about anything else, is caused by
 * the fix.
 */
function uncovered({ origin, after, fixed, edits }: Change): Counts {
  const own = new Set(fixed.map(({ rule }) => rule));
  const errors = fixed.filter(({ severity }) => severity === 'error');
  const mended = errors.flatMap(({ fix }) => fix.edits);
  const reach = origin.kind.uncoveredBy(origin.file, mended);
  const offsetAfter = offsetsAfter(edits);
  const written = edits.map(({ start, text }): Span => {
    const at = offsetAfter(start);
    return { start: at, end: at + text.length };
  });
  const reachAfter = reach.map(
    ({ start, end }): Span => ({
      start: offsetAfter(start),
      end: offsetAfter(end),
    }),
  );
  const isHidden = isWithinAny(reach);
  const isReached = isWithinAny(reachAfter);
  const isWritten = isWithinAny(written);
  const hidden = errorsIn(ownFindings(origin).filter(({ span }) => isHidden(span)));
  const shown = errorsIn(
    ownFindings(after).filter(({ rule, span }) => !own.has(rule) && isReached(span) && !isWritten(span)),
  );
  return new Map([...shown].map(([rule, count]) => [rule, Math.max(0, count - (hidden.get(rule) ?? 0))]));
}

/** The findings in the text itself, not those in other files. */
function ownFindings({ file: { source }, findings }: Examined): readonly Finding[] {
  return findings.filter(({ file }) => file === source);
}

/** Makes a function that says whether a span is within one of some spans, which are sorted by start and may overlap. */
function isWithinAny(spans: readonly Span[]): (span: Span) => boolean {
  let furthest = -1;
  const ends = spans.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return ({ start, end }) => {
    const last = lastAt(spans.length, (index) => spans[index]!.start, start);
    return last !== -1 && end <= ends[last]!;
  };
}

/** Why a fix is refused, as the end of a sentence. */
export function describeHarm(harm: Harm): string {
  switch (harm.kind) {
    case 'syntax':
      return `the ${harm.of} would no longer parse`;
    case 'script':
      return 'a script would no longer parse';
    case 'meaning':
      return `another part of the ${harm.of} would change`;
    case 'new-error':
      return `\`${harm.rule}\` would report a new error`;
  }
}

type Counts = Map<string, number>;

/** The first key whose count has grown. */
function grown(before: Counts, after: Counts): string | undefined {
  return [...after].find(([key, count]) => count > (before.get(key) ?? 0))?.[0];
}

function errorsIn(findings: readonly Finding[]): Counts {
  return counted(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule));
}

function counted(keys: readonly string[]): Counts {
  const counts: Counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
