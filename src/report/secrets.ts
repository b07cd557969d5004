import type { MessageData } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { findSecrets, mask, masked, maskSecrets } from '../text/secrets.ts';

/** Hides secrets in texts about one file or several. */
export interface TextMasker {
  /** The secrets in a text: those recognized by their form, and the values that are secrets in a file. */
  find(text: string): readonly Span[];
  /** The text with its secrets masked. */
  mask(text: string): string;
}

/** Hides the secrets of one file, both in the file and in texts that repeat its words. */
export interface Masker extends TextMasker {
  /** The secrets that overlap `start`..`end` of the file, as spans of the file in order. */
  within(start: number, end: number): readonly Span[];
}

/** Hides secrets that are recognized by their form, in texts that are not about a file. */
export const plainMasker: TextMasker = { find: findSecrets, mask: maskSecrets };

/** Hides the secrets of several files. */
export function jointMasker(maskers: readonly Masker[]): TextMasker {
  if (maskers.length === 1) return maskers[0]!;
  const find = (text: string) => union(maskers.flatMap((masker) => masker.find(text)));
  return { find, mask: (text) => masked(text, find(text)) };
}

/** The masker for a file with the given text. */
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
 * The values of a message without their secrets. What is masked in the message is masked in its values too, even if a
 * value alone does not look like a secret.
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
 * Whether edits can be given to programs. Edits that repeat a secret are withheld: with the secret they would leak it,
 * and with a mask they would destroy it when applied.
 */
export function arePublic(edits: readonly Edit[], masker: TextMasker): boolean {
  return edits.every((edit) => masker.find(edit.text).length === 0);
}

/** Shorter values (`root`) are also ordinary words; masking them in prose would hide more than secrets. */
const knownLength = 8;

/** The lines of the secrets by their beginning; the first of those with the same one. */
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

/** Where a text repeats a secret of the file. A word that only begins like a secret is masked to its end. */
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

/** A short secret with the words before it on its line. */
interface Quotation {
  readonly words: string;
  /** The index in the text at which the secret begins. */
  readonly at: number;
}

/** With fewer characters before it, a short secret would be found anywhere. */
const fewestBefore = 4;

/** Short secrets are recognized where they are quoted with the words before them: `PASSWORD root`. */
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
