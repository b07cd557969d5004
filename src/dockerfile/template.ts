/**
 * `{{…}}`: a placeholder that some tool fills in before BuildKit sees the file. Its text has no syntax of ours: it is
 * never split into words, its value is unknown, and nothing in it is an error.
 */
import type { Span } from '../text/fragment.ts';
import { liesInAny } from '../text/spans.ts';

/**
 * Finds placeholders in one text. For the index of a `{{` it returns the index after its `}}`, elsewhere `undefined`.
 */
export type TemplateFinder = (at: number) => number | undefined;

/** Makes a finder for `text`. Call it with increasing indices: it then looks at every character only once. */
export function templateFinder(text: string): TemplateFinder {
  const last = text.includes('{{') ? text.lastIndexOf('}}') : -1;
  let close = -1;
  return (at) => {
    if (at + 2 > last || text[at] !== '{' || text[at + 1] !== '{') return undefined;
    if (close < at + 2) close = text.indexOf('}}', at + 2);
    let end = close + 2;
    // As many more braces as at the front: `{{{x}}}`.
    for (let open = at + 2; text[open] === '{' && text[end] === '}'; open++) end++;
    return end;
  };
}

/** The first control tag of a template engine that begins a line; lines in heredoc bodies do not count. */
export function templateTag(text: string, bodies: readonly Span[]): Span | undefined {
  for (const { 1: indent = '', 2: tag = '', index } of text.matchAll(/^([ \t]*)(\{%|\{\{#)/gm)) {
    const start = index + indent.length;
    const span = { start, end: start + tag.length };
    if (!liesInAny(span, bodies)) return span;
  }
  return undefined;
}

/** All placeholders of a file, in order; each ends on its line. */
export function templatesIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  if (!text.includes('{{')) return spans;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const find = templateFinder(line);
    for (let at = line.indexOf('{{'); at !== -1; ) {
      const end = find(at);
      if (end === undefined) break;
      spans.push({ start: lineStart + at, end: lineStart + end });
      at = line.indexOf('{{', end);
    }
    lineStart += line.length + 1;
  }
  return spans;
}
