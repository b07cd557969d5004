import type { Edit } from '../text/edit.ts';

/**
 * The text with the edits applied; they may be in any order, but must not overlap.
 *
 * @example
 * const text = 'FROM ubuntu\nRUN pip install flask>=2\n';
 * const { findings } = lint(text);
 * const { fix } = findings.find(({ rule }) => rule === 'pip/unquoted-specifier')!;
 * applyEdits(text, fix!.edits); // => 'FROM ubuntu\nRUN pip install "flask>=2"\n'
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  for (const { start, end, text: replacement } of sorted) {
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}
