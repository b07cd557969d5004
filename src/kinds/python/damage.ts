import type { PythonStatement } from '../../python/model.ts';
import type { Span } from '../../text/fragment.ts';
import type { Damage, TextChange } from '../kind.ts';
import type { PythonScript } from './model.ts';

/** A fix may change the statements that its edits touch, and nothing else. */
export function damage({ origin, after, edits }: TextChange<PythonScript>): Damage | undefined {
  if (after.module === undefined) return origin.module === undefined ? undefined : 'syntax';
  let shift = 0;
  const written = edits.map(({ start, end, text }): Span => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length };
  });
  return untouched(origin, edits) === untouched(after, written) ? undefined : 'meaning';
}

/** The statements without those that are edited, and without those around them. */
function untouched({ module, source }: PythonScript, edited: readonly Span[]): string {
  const isEdited = ({ start, headEnd }: PythonStatement) =>
    edited.some((edit) => edit.start <= headEnd && start <= edit.end);
  return (module?.statements ?? [])
    .filter((one) => !isEdited(one))
    .map(({ start, headEnd }) => source.text.slice(start, headEnd).trim())
    .join('\n');
}
