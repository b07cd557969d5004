/**
 * Template text in YAML: `{{ACR_NAME}}`, `${{parent.inputs.x}}`. Unfilled, much of it is not YAML, or has another value
 * than its author means. It is read with the same number of letters in its place, so that every offset, line and column
 * stays the same.
 */
import type { Span } from '../text/fragment.ts';

/** A text that can be parsed, and the places of its templates. */
export interface MaskedText {
  readonly text: string;
  /** In order of place. */
  readonly templates: readonly Span[];
}

/** Replaces each `{{…}}` by letters. */
export function maskTemplates(text: string): MaskedText {
  const templates = templatesIn(text);
  if (templates.length === 0) return { text, templates };
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of templates) {
    pieces.push(text.slice(at, start), 'x'.repeat(end - start));
    at = end;
  }
  return { text: pieces.join('') + text.slice(at), templates };
}

/** Takes time in proportion to the text, also if braces are opened and never closed. */
function templatesIn(text: string): readonly Span[] {
  const templates: Span[] = [];
  let close = -1;
  let lineEnd = -1;
  for (let open = text.indexOf('{{'); open !== -1; ) {
    // Both stay where they are until they are passed.
    if (close < open + 2) close = indexOrEnd(text, '}}', open + 2);
    if (lineEnd < open) lineEnd = indexOrEnd(text, '\n', open);
    if (close < lineEnd) templates.push({ start: text[open - 1] === '$' ? open - 1 : open, end: close + 2 });
    open = text.indexOf('{{', Math.min(close + 2, lineEnd));
  }
  return templates;
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found;
}

/**
 * Whether a program must generate the file first: `{% if … %}`, or `{{- … }}` alone on a line. The text need not be
 * YAML then.
 */
export function isMadeByProgram(text: string): boolean {
  return text.includes('{%') || text.includes('{{');
}
