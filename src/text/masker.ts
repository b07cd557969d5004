/** Hides the secrets of files: in the files themselves, and in texts that repeat their words. */
import type { Span } from './fragment.ts';
import { findSecrets, masked, maskSecrets } from './secrets.ts';

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
  const recognized = findSecrets(fileText);
  const isKnowable = knowableIn(fileText, recognized);
  const beginnings = beginningsOf(fileText, recognized.filter(isKnowable));
  const quotations = quotationsOf(
    fileText,
    recognized.filter((secret) => !isKnowable(secret)),
  );
  const secrets = union([...recognized, ...repeated(fileText, beginnings, 'whole')]);
  const find = (text: string): readonly Span[] =>
    union([...findSecrets(text), ...repeated(text, beginnings, 'shortened'), ...quoted(text, quotations)]);
  return {
    within: (start, end) => overlapping(secrets, start, end),
    find,
    mask: (text) => masked(text, find(text)),
  };
}

/** Shorter values (`root`) are also ordinary words; masking them in prose would hide more than secrets. */
const knownLength = 8;

/**
 * Makes a function that says whether a secret is masked wherever its value is. Not masked is one that the file has elsewhere as
 * a word like others, or the beginning of one: `FROM postgres` and `POSTGRES_PASSWORD=postgres`.
 */
function knowableIn(text: string, secrets: readonly Span[]): (secret: Span) => boolean {
  const inSecrets = new Map<string, number>();
  for (const { start, end } of secrets) {
    const value = text.slice(start, end);
    if (isWord.test(value)) inSecrets.set(value, (inSecrets.get(value) ?? 0) + 1);
  }
  const beginnings = new Map([...inSecrets.keys()].map((word) => [word.slice(0, knownLength), word]));
  const everywhere = new Map<string, number>();
  for (const [word] of beginnings.size === 0 ? [] : text.matchAll(/[a-z]+/g)) {
    const value = beginnings.get(word.slice(0, knownLength));
    if (value !== undefined && word.startsWith(value))
      everywhere.set(value, (everywhere.get(value) ?? 0) + 1);
  }
  return ({ start, end }) => {
    const value = text.slice(start, end);
    return end - start >= knownLength && (everywhere.get(value) ?? 0) <= (inSecrets.get(value) ?? 0);
  };
}

const isWord = /^[a-z]+$/;

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

/**
 * Where a text repeats a secret of the file. If it may have been shortened there, a word that only begins like a secret is
 * masked to its end.
 */
function repeated(
  text: string,
  beginnings: ReadonlyMap<string, string>,
  how: 'whole' | 'shortened',
): readonly Span[] {
  if (beginnings.size === 0) return [];
  const spans: Span[] = [];
  let at = 0;
  while (at + knownLength <= text.length) {
    const value = beginnings.get(text.slice(at, at + knownLength));
    const isWhole = value !== undefined && text.startsWith(value, at);
    if (value === undefined || !(isWhole || how === 'shortened')) {
      at++;
      continue;
    }
    const end = isWhole ? at + value.length : wordEnd(text, at + knownLength);
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

/** Short secrets, and words, are recognized where they are quoted with the words before them: `PASSWORD root`. */
function quotationsOf(text: string, secrets: readonly Span[]): readonly Quotation[] {
  return secrets.flatMap(({ start, end }) => {
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
