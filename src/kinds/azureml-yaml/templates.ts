/**
 * Template text in YAML: `{{ACR_NAME}}`, `${{parent.inputs.x}}`. As it is, much of it is no YAML, or another value than its author
 * means. It is read with letters in its place, as many as it has, so that every offset, line and column stays what it is.
 */
import type { Span } from '../../text/fragment.ts';

/** A text that can be parsed, and where its templates were. */
export interface MaskedText {
  readonly text: string;
  /** In order of place. */
  readonly templates: readonly Span[];
}

const TEMPLATE = /\$?\{\{[^\n]*?\}\}/g;

/** Puts letters in the place of each `{{…}}`. */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes('{{')) return { text, templates: [] };
  const templates = Array.from(text.matchAll(TEMPLATE), ({ 0: template, index }) => ({
    start: index,
    end: index + template.length,
  }));
  return { text: text.replaceAll(TEMPLATE, (template) => 'x'.repeat(template.length)), templates };
}

/** Whether a program has to make the file first: `{% if … %}`, `{{- … }}` on a line alone. Then it need not be YAML as it is. */
export function isMadeByProgram(text: string): boolean {
  return text.includes('{%') || text.includes('{{');
}
