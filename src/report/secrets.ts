import type { MessageData } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { findSecrets, mask, masked, maskSecrets } from '../text/secrets.ts';

/** Hides secrets in texts about one file or several. */
export interface TextMasker {
  /** The secrets in a text: those that show by themselves, and the values that a file holds as secrets. */
  find(text: string): readonly Span[];
  /** That text with its secrets masked. */
  mask(text: string): string;
}

/** Hides the secrets of one file, in the file and wherever its words are repeated. */
export interface Masker extends TextMasker {
  /** The secrets that overlap `start`..`end` of the file, as spans of the file in order. */
  within(start: number, end: number): readonly Span[];
}

/** Hides the secrets that show by themselves, in texts that are about no file. */
export const plainMasker: TextMasker = { find: findSecrets, mask: maskSecrets };

/** Hides the secrets of several files. */
export function jointMasker(maskers: readonly Masker[]): TextMasker {
  if (maskers.length === 1) return maskers[0]!;
  const find = (text: string) => union(maskers.flatMap((masker) => masker.find(text)));
  return { find, mask: (text) => masked(text, find(text)) };
}

/** The masker for a file with this text. */
export function maskerFor(fileText: string): Masker {
  const secrets = findSecrets(fileText);
  const beginnings = beginningsOf(fileText, secrets);
  const quotations = quotationsOf(fileText, secrets);
  const find = (text: string): readonly Span[] =>
    union([...findSecrets(text), ...repeated(text, beginnings), ...quoted(text, quotations)]);
  return {
    within: (start, end) => overlapping(secrets, start, end),
    find,
    mask: (text) => masked(text, find(text)),
  };
}

/**
 * The values of a message without their secrets. What is masked in the message is so in its values too, also where a value by
 * itself does not look like a secret.
 */
export function maskData(data: MessageData, message: string, masker: TextMasker): MessageData {
  const values = Object.entries(data);
  if (values.length === 0) return data;
  const hidden = masker
    .find(message)
    .map(({ start, end }) => message.slice(start, end))
    .filter(Boolean);
  return Object.fromEntries(
    values.map(([name, value]) => {
      const shown = hidden.reduce(
        (text, secret) => text.replaceAll(secret, () => mask),
        masker.mask(String(value)),
      );
      return [name, shown === String(value) ? value : shown];
    }),
  );
}

/**
 * Whether edits can be given to programs. What repeats a secret is kept back: with the secret it would leak, with a mask in its
 * place it would destroy the secret when applied.
 */
export function arePublic(edits: readonly Edit[], masker: TextMasker): boolean {
  return edits.every((edit) => masker.find(edit.text).length === 0);
}

/** Shorter values (`root`) are words of their own right; masking these in prose would hide more than secrets. */
const knownLength = 8;

/** The lines of the secrets by how they begin; where several begin alike, the first of them. */
function beginningsOf(text: string, secrets: readonly Span[]): ReadonlyMap<string, string> {
  const beginnings = new Map<string, string>();
  for (const { start, end } of secrets) {
    for (const line of text.slice(start, end).split('\n')) {
      const value = line.trim();
      const beginning = value.slice(0, knownLength);
      if (beginning.length === knownLength && !beginnings.has(beginning)) beginnings.set(beginning, value);
    }
  }
  return beginnings;
}

/** Where a text repeats a secret of the file. What only begins like one is taken to the end of its word. */
function repeated(text: string, beginnings: ReadonlyMap<string, string>): readonly Span[] {
  if (beginnings.size === 0) return [];
  const spans: Span[] = [];
  let at = 0;
  while (at + knownLength <= text.length) {
    const value = beginnings.get(text.slice(at, at + knownLength));
    if (value === undefined) {
      at++;
      continue;
    }
    const end = text.startsWith(value, at) ? at + value.length : wordEnd(text, at + knownLength);
    spans.push({ start: at, end });
    at = end;
  }
  return spans;
}

/** A short secret with the words before it in its line. */
interface Quotation {
  readonly words: string;
  /** Where in these the secret begins. */
  readonly at: number;
}

/** Characters before a short secret, fewer than which are found anywhere. */
const fewestBefore = 4;

/** Short secrets are known again where they are quoted with what is before them: `PASSWORD root`. */
function quotationsOf(text: string, secrets: readonly Span[]): readonly Quotation[] {
  return secrets.flatMap(({ start, end }) => {
    if (end - start >= knownLength) return [];
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const from = Math.max(line, start - knownLength);
    return start - from < fewestBefore ? [] : [{ words: text.slice(from, end), at: start - from }];
  });
}

function quoted(text: string, quotations: readonly Quotation[]): readonly Span[] {
  return quotations.flatMap(({ words, at }) => {
    const spans: Span[] = [];
    for (let found = text.indexOf(words); found !== -1; found = text.indexOf(words, found + words.length))
      spans.push({ start: found + at, end: found + words.length });
    return spans;
  });
}

function wordEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\s"'`]/);
  return length === -1 ? text.length : from + length;
}

function union(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start > last.end) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

function overlapping(spans: readonly Span[], start: number, end: number): readonly Span[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (to < spans.length && spans[to]!.start < end) to++;
  return spans.slice(low, to);
}
