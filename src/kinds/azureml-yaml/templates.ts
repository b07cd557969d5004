/**
 * Template text in YAML: `{{ACR_NAME}}`, `${{parent.inputs.x}}`. Unfilled, much of it is not YAML, or has another value
 * than its author means. It is read with the same number of letters in its place, so that every offset, line and column
 * stays the same.
 */
import type { Span } from '../../text/fragment.ts';

/** A text that can be parsed, and the places of its templates. */
export interface MaskedText {
  readonly text: string;
  /** In order of place. */
  readonly templates: readonly Span[];
}

const TEMPLATE = /\$?\{\{[^\n]*?\}\}/g;

/** Replaces each `{{…}}` by letters. */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes('{{')) return { text, templates: [] };
  const templates = Array.from(text.matchAll(TEMPLATE), ({ 0: template, index }) => ({
    start: index,
    end: index + template.length,
  }));
  return { text: text.replaceAll(TEMPLATE, (template) => 'x'.repeat(template.length)), templates };
}

/**
 * Whether a program must generate the file first: `{% if … %}`, or `{{- … }}` alone on a line. The text need not be
 * YAML then.
 */
export function isMadeByProgram(text: string): boolean {
  return text.includes('{%') || text.includes('{{');
}
