/** The text of a baseline: a header line, and then one entry on each line, so that it merges well. */
import { type Baseline, type BaselineEntry, byKey, keyOf } from './baseline.ts';

/** A line of a baseline file that is not an entry. */
export class BaselineError extends Error {
  readonly line: number;
  readonly hint: string;
  constructor(line: number, message: string, hint: string) {
    super(message);
    this.line = line;
    this.hint = hint;
  }
}

const HEADER = '{"baseline":"azml-lint","version":1}';
const MAKE_ANEW = 'Write the baseline anew: remove the file, and run `azml-lint --update-baseline`.';

/**
 * Reads a baseline. A merge may leave empty lines, entries in any order and repeated entries.
 * @throws {BaselineError}
 */
export function readBaseline(text: string): Baseline {
  const lines = text.split(/\r?\n/);
  const [first] = lines;
  if (first !== HEADER) throw headerError(first!);
  const entries = lines.flatMap((line, index) =>
    line.trim() === '' || line === HEADER ? [] : [entryFrom(line, index + 1)],
  );
  return merged(entries);
}

/** A baseline as text: sorted, one entry on each line. */
export function writeBaseline(baseline: Baseline): string {
  const lines = [...baseline]
    .sort(byKey)
    .map(({ file, rule, instruction, hash, count, since }) =>
      JSON.stringify({ file, rule, instruction, hash, count, since }),
    );
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** Joins entries for the same findings. The result hides no more than one of the merged branches did. */
function merged(entries: readonly BaselineEntry[]): Baseline {
  const byPlace = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const same = byPlace.get(keyOf(entry)) ?? entry;
    const count = Math.max(same.count, entry.count);
    const since = [same.since, entry.since].sort()[0]!;
    byPlace.set(keyOf(entry), { ...same, count, since });
  }
  return [...byPlace.values()].sort(byKey);
}

function entryFrom(line: string, number: number): BaselineEntry {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line))
    throw new BaselineError(number, 'a merge conflict is left', 'Keep the entries of both sides.');
  const { file, rule, instruction, hash, count, since } = objectFrom(line);
  if (![file, rule, instruction, hash].every((value) => typeof value === 'string'))
    throw new BaselineError(number, 'this is no entry of a baseline', MAKE_ANEW);
  if (!Number.isSafeInteger(count) || (count as number) < 1)
    throw new BaselineError(number, '`count` is no number of findings', MAKE_ANEW);
  if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || !/^\d{4}-\d\d-\d\d$/.test(since))
    throw new BaselineError(number, '`since` is no day', 'Write it as YYYY-MM-DD.');
  return { file, rule, instruction, hash, count, since } as BaselineEntry;
}

function headerError(line: string): BaselineError {
  const { baseline, version } = objectFrom(line);
  if (baseline === 'azml-lint' && typeof version === 'number')
    return new BaselineError(1, `this is version ${version} of the format`, 'Use a newer azml-lint.');
  return new BaselineError(1, 'this is no baseline of azml-lint', `It begins with the line ${HEADER}`);
}

/** The object in a line of JSON; empty for anything else. */
function objectFrom(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
