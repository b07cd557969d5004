/**
 * Secrets in plain text: keys, tokens and passwords that someone wrote down.
 *
 * They are found by form (a GitHub token is recognized anywhere) or by what precedes them (`password=`). A value that
 * is only a reference (`$TOKEN`, `{{token}}`, a path) is not a secret. Every pattern is linear: it starts at a fixed
 * word or at the beginning of a token, and its repetitions cannot run over the next start.
 */

import type { Span } from './fragment.ts';
import { noSecret, type SecretKind, type Shape, secretName, shapes } from './secret-shapes.ts';
import { WordFinder } from './word-finder.ts';

/** A stretch of text that looks like a secret: the value alone, without its name and its quotes. */
export interface Secret extends Span {
  readonly kind: SecretKind;
}

/** Finds everything that looks like a secret, in order and without overlaps. Offsets are those of `text`. */
export function findSecrets(text: string): readonly Secret[] {
  hints ??= new WordFinder(shapes.flatMap((shape) => shape.hints));
  const found = hints.in(text.toLowerCase());
  if (found.size === 0) return [];
  const within = new Map<RegExp, boolean>();
  const mayMatch = (search: RegExp) => {
    const known = within.get(search) ?? search.test(text);
    within.set(search, known);
    return known;
  };
  return withoutOverlaps(
    shapes
      .filter((shape) => shape.hints.some((hint) => found.has(hint)))
      .filter((shape) => shape.within === undefined || mayMatch(shape.within))
      .flatMap((shape) => matchesOf(shape, text)),
  );
}

/** Created when the first text is examined. */
let hints: WordFinder | undefined;

/** Whether a value with this name is a secret, whatever the value looks like. */
export function namesSecret(name: string): boolean {
  return secretNameAtEnd.test(name);
}

const secretNameAtEnd = new RegExp(`${secretName}$`, 'i');

/** What is shown in place of a secret. Its length is fixed, so that it does not reveal the length of the secret. */
export const mask = '***';

/** The text with everything that looks like a secret masked. */
export function maskSecrets(text: string): string {
  return masked(text, findSecrets(text));
}

/** The text with the given spans masked; they are in order and do not overlap. */
export function masked(text: string, spans: readonly Span[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of spans) {
    shown += text.slice(at, start) + mask;
    at = end;
  }
  return shown + text.slice(at);
}

function matchesOf({ kind, pattern }: Shape, text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const match of text.matchAll(pattern)) {
    const secret = match.slice(1).find((group) => group !== undefined) ?? match[0];
    const end = match.index + match[0].length;
    if (noSecret.test(secret) || isExpression(text, end)) continue;
    found.push({ kind, start: end - secret.length, end });
  }
  return found;
}

/** `token=os.environ["TOKEN"]`, `password=getpass()`: code that gets the secret from elsewhere. */
function isExpression(text: string, end: number): boolean {
  return text[end] === '(' || text[end] === '[';
}

/** Merges secrets that overlap into one, of the kind that begins first. */
function withoutOverlaps(secrets: readonly Secret[]): readonly Secret[] {
  const merged: Secret[] = [];
  for (const secret of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || secret.start >= last.end) merged.push(secret);
    else if (secret.end > last.end) merged[merged.length - 1] = { ...last, end: secret.end };
  }
  return merged;
}
