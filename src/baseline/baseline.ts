/**
 * The baseline: findings that existed when a repository began to lint, so that old ones are hidden and new ones fail.
 * An entry has the file, the rule and the instruction, but no line number: edits elsewhere in the file do not bring old
 * findings back.
 */
import { createHash } from 'node:crypto';
import type { Finding } from '../rule/finding.ts';
import { maskerFor, type TextMasker } from '../text/masker.ts';
import { lineAt, lineText, type SourceFile } from '../text/source.ts';

/** Findings of one rule at one instruction. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  /** The beginning of the instruction, for people; secrets are masked. */
  readonly instruction: string;
  /** Identifies the instruction. */
  readonly hash: string;
  /** The number of findings of the rule in instructions with this text. */
  readonly count: number;
  /** The day on which the entry was made, `YYYY-MM-DD`. */
  readonly since: string;
}

/** In order of file, rule and instruction, which together are unique. */
export type Baseline = readonly BaselineEntry[];

/** A finding that the baseline hides. */
export interface BaselinedFinding {
  readonly finding: Finding;
  readonly since: string;
}

/** A file, and what identifies findings in it. */
export interface Anchored {
  readonly source: SourceFile;
  /** See `Kind.anchorsIn`; a finding without an anchor is identified by its line. */
  anchorAt(offset: number): string | undefined;
}

/** The effect of a baseline on the findings of one file. */
export interface BaselineOutcome {
  /** New findings. */
  readonly kept: readonly Finding[];
  readonly hidden: readonly BaselinedFinding[];
  /** The entries that match the current findings: fewer entries, or lower counts. */
  readonly stillThere: Baseline;
}

const LONGEST_EXCERPT = 80;

/**
 * Hides the findings of one file that are in the baseline; of several equal ones, the first by place.
 *
 * @param known the entries for this file
 */
export function applyBaseline(
  known: Baseline,
  findings: readonly Finding[],
  anchored: Anchored,
): BaselineOutcome {
  const place = placesIn(anchored);
  const entries = new Map(known.map((entry) => [`${entry.rule}\n${entry.hash}`, entry]));
  const used = new Map<BaselineEntry, number>();
  const kept: Finding[] = [];
  const hidden: BaselinedFinding[] = [];
  for (const finding of findings) {
    const entry = entries.get(`${finding.rule}\n${place(finding).hash}`);
    const times = (entry && used.get(entry)) ?? 0;
    if (entry && times < entry.count) {
      used.set(entry, times + 1);
      hidden.push({ finding, since: entry.since });
    } else {
      kept.push(finding);
    }
  }
  return { kept, hidden, stillThere: [...used].map(([entry, count]) => ({ ...entry, count })) };
}

/**
 * The entries for the findings in one file.
 *
 * @param older previous entries for this file: those that are found again keep their day
 */
export function baselineOf(
  file: string,
  findings: readonly Finding[],
  anchored: Anchored,
  today: string,
  older: Baseline,
): Baseline {
  const place = placesIn(anchored);
  const since = new Map(older.map((entry) => [keyOf(entry), entry.since]));
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const found = { file, rule: finding.rule, ...place(finding) };
    const key = keyOf(found);
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { ...found, count, since: since.get(key) ?? today });
  }
  return [...entries.values()].sort(byKey);
}

/** The key that entries for the same findings share. */
export function keyOf({ file, rule, hash }: Pick<BaselineEntry, 'file' | 'rule' | 'hash'>): string {
  return `${file}\n${rule}\n${hash}`;
}

/** The order of a baseline. */
export function byKey(a: BaselineEntry, b: BaselineEntry): number {
  return keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));
}

type Place = Pick<BaselineEntry, 'instruction' | 'hash'>;

/** Makes the function that gives the surroundings of the beginning of a finding; without surroundings, its line. */
function placesIn({ source, anchorAt }: Anchored): (finding: Finding) => Place {
  const known = new Map<string, Place>();
  let masker: TextMasker | undefined;
  return ({ span: { start } }) => {
    const text = anchorAt(start) ?? lineText(source, lineAt(source, start));
    masker ??= maskerFor(source.text);
    const place = known.get(text) ?? placeOf(text, masker);
    known.set(text, place);
    return place;
  };
}

function placeOf(text: string, masker: TextMasker): Place {
  const normal = text.replace(/\s+/g, ' ').trim();
  const shown = masker.mask(normal);
  return {
    instruction: shown.length > LONGEST_EXCERPT ? `${shown.slice(0, LONGEST_EXCERPT - 1)}…` : shown,
    hash: createHash('sha256').update(normal).digest('hex').slice(0, 16),
  };
}
