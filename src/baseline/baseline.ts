/**
 * The baseline: findings that existed when a repository began to lint, so that old ones are hidden and new ones fail.
 * An entry has the file, the rule and the instruction, but no line number: edits elsewhere in the file do not bring old
 * findings back.
 */
import { createHash } from 'node:crypto';
import type { Dockerfile, Instruction } from '../dockerfile/tree.ts';
import type { Finding } from '../rule/finding.ts';
import { lastAt } from '../text/search.ts';
import { maskSecrets } from '../text/secrets.ts';
import { lineAt, lineText } from '../text/source.ts';

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

/** A file with its instructions; a file that is not a Dockerfile has none. */
export type Parsed = Pick<Dockerfile, 'source' | 'instructions'>;

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
  parsed: Parsed,
): BaselineOutcome {
  const place = placesIn(parsed);
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
  parsed: Parsed,
  today: string,
  older: Baseline,
): Baseline {
  const place = placesIn(parsed);
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

/** Makes the function that gives the instruction in which a finding begins; outside instructions, the line. */
function placesIn({ source, instructions }: Parsed): (finding: Finding) => Place {
  const known = new Map<Instruction, Place>();
  return ({ span }) => {
    const instruction =
      instructions[lastAt(instructions.length, (index) => instructions[index]!.start, span.start)];
    if (instruction === undefined || span.start >= instruction.end)
      return placeOf(lineText(source, lineAt(source, span.start)));
    const place = known.get(instruction) ?? placeOf(wholeText(instruction));
    known.set(instruction, place);
    return place;
  };
}

/** The text of an instruction, independent of its layout: keyword in capitals, lines joined, comments left out. */
function wholeText({ keyword, rest, heredocs }: Instruction): string {
  return [keyword.text.toUpperCase(), rest.text, ...heredocs.map(({ body }) => body.text)].join(' ');
}

function placeOf(text: string): Place {
  const normal = text.replace(/\s+/g, ' ').trim();
  const shown = maskSecrets(normal);
  return {
    instruction: shown.length > LONGEST_EXCERPT ? `${shown.slice(0, LONGEST_EXCERPT - 1)}…` : shown,
    hash: createHash('sha256').update(normal).digest('hex').slice(0, 16),
  };
}
