/**
 * The baseline: findings that were there when a repository began to lint, one entry a line, so that old ones are hidden
 * and new ones fail. An entry knows the file, the rule and the instruction, never a line number: edits elsewhere in the
 * file do not bring old findings back.
 */
import { createHash } from 'node:crypto';
import type { Dockerfile } from '../dockerfile/tree.ts';
import type { Finding } from '../rule/finding.ts';
import { lastAt } from '../text/search.ts';
import { maskSecrets } from '../text/secrets.ts';
import { lineAt, lineText } from '../text/source.ts';

/** One kind of finding at one instruction. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  /** The beginning of the instruction, for people; secrets masked. */
  readonly instruction: string;
  /** What the instruction is recognised by. */
  readonly hash: string;
  /** How many findings of the rule there are in instructions of this text. */
  readonly count: number;
  /** The day on which the entry was made, `YYYY-MM-DD`. */
  readonly since: string;
}

export type Baseline = readonly BaselineEntry[];

/** A line of a baseline file that is no entry. */
export class BaselineError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** What a baseline did to the findings of one file. */
export interface BaselineOutcome {
  /** New findings. */
  readonly kept: readonly Finding[];
  /** Findings that the baseline hides, each with its entry. */
  readonly hidden: readonly { readonly finding: Finding; readonly entry: BaselineEntry }[];
  /** The entries as they would have to be for what was found: fewer, or less of them. */
  readonly stillThere: Baseline;
}

const HEADER = '{"baseline":"azml-lint","version":1}';
const LONGEST_EXCERPT = 80;

/** Reads a baseline. Empty lines are passed over, so that a merge may leave some. Throws {@link BaselineError}. */
export function readBaseline(text: string): Baseline {
  const entries: BaselineEntry[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line === HEADER) continue;
    entries.push(entryFrom(line, index + 1));
  }
  return merged(entries);
}

/** A baseline as text: sorted, one entry a line. */
export function writeBaseline(baseline: Baseline): string {
  const lines = [...baseline]
    .sort(byKey)
    .map(({ file, rule, instruction, hash, count, since }) =>
      JSON.stringify({ file, rule, instruction, hash, count, since }),
    );
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** Hides the findings of one file that the baseline knows; of several alike, the first by place. */
export function applyBaseline(
  baseline: Baseline,
  file: string,
  findings: readonly Finding[],
  dockerfile: Dockerfile,
): BaselineOutcome {
  const known = new Map(
    baseline.filter((entry) => entry.file === file).map((entry) => [keyOf(entry), entry]),
  );
  const used = new Map<BaselineEntry, number>();
  const kept: Finding[] = [];
  const hidden: { finding: Finding; entry: BaselineEntry }[] = [];
  for (const finding of findings) {
    const entry = finding.internal
      ? undefined
      : known.get(keyOf({ file, rule: finding.rule, hash: placeOf(finding, dockerfile).hash }));
    const times = entry ? (used.get(entry) ?? 0) : 0;
    if (entry && times < entry.count) {
      used.set(entry, times + 1);
      hidden.push({ finding, entry });
    } else {
      kept.push(finding);
    }
  }
  return { kept, hidden, stillThere: [...used].map(([entry, count]) => ({ ...entry, count })) };
}

/** The entries for the findings of one file; those that an older baseline has keep their day. */
export function baselineOf(
  file: string,
  findings: readonly Finding[],
  dockerfile: Dockerfile,
  today: string,
  older: Baseline = [],
): Baseline {
  const since = new Map(older.map((entry) => [keyOf(entry), entry.since]));
  const entries = findings
    .filter(({ internal }) => !internal)
    .map((finding): BaselineEntry => {
      const place = { file, rule: finding.rule, ...placeOf(finding, dockerfile) };
      return { ...place, count: 1, since: since.get(keyOf(place)) ?? today };
    });
  return merged(entries);
}

/** Entries of one key become one: what two branches added is kept from both. */
function merged(entries: readonly BaselineEntry[]): Baseline {
  const byPlace = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const same = byPlace.get(keyOf(entry));
    if (!same) byPlace.set(keyOf(entry), entry);
    else
      byPlace.set(keyOf(entry), {
        ...same,
        count: same.count + entry.count,
        since: same.since < entry.since ? same.since : entry.since,
      });
  }
  return [...byPlace.values()].sort(byKey);
}

/** The instruction that a finding begins in, however it is broken into lines; outside instructions, the line. */
function placeOf(
  { span }: Finding,
  { source, instructions }: Dockerfile,
): { readonly instruction: string; readonly hash: string } {
  const instruction =
    instructions[lastAt(instructions.length, (index) => instructions[index]!.start, span.start)];
  const text =
    instruction && span.start < instruction.end
      ? `${instruction.keyword.text.toUpperCase()} ${instruction.rest.text} ${instruction.heredocs.map(({ body }) => body.text).join(' ')}`
      : lineText(source, lineAt(source, span.start));
  const normal = text.replace(/\s+/g, ' ').trim();
  const shown = maskSecrets(normal);
  return {
    instruction: shown.length > LONGEST_EXCERPT ? `${shown.slice(0, LONGEST_EXCERPT - 1)}…` : shown,
    hash: createHash('sha256').update(normal).digest('hex').slice(0, 16),
  };
}

function keyOf({ file, rule, hash }: Pick<BaselineEntry, 'file' | 'rule' | 'hash'>): string {
  return `${file}\n${rule}\n${hash}`;
}

function byKey(a: BaselineEntry, b: BaselineEntry): number {
  return keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));
}

function entryFrom(line: string, number: number): BaselineEntry {
  const entry = parsed(line, number);
  for (const [name, type] of Object.entries({
    file: 'string',
    rule: 'string',
    instruction: 'string',
    hash: 'string',
    count: 'number',
    since: 'string',
  })) {
    if (typeof entry[name] !== type) throw new BaselineError(number, `the entry has no ${type} "${name}"`);
  }
  return entry as unknown as BaselineEntry;
}

function parsed(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    if (/^(?:<{7}|={7}|>{7})/.test(line))
      throw new BaselineError(number, 'a merge conflict is left: keep the entries of both sides');
  }
  throw new BaselineError(number, 'this is no entry of a baseline');
}
