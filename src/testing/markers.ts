/**
 * Expectations inside the file itself. A comment line of carets marks the words of the line above that must be
 * reported:
 *
 *     RUN apt-get update && apt-get install -y curl
 *     #   ^^^^^^^^^^^^^^
 *
 * After the carets comes the id of the message, if it matters, or the ids of rules, if several run: `apt/lists-kept`.
 * Tildes mark a related place of a finding. Carets directly after the `#` mark from column 1. `^>` and `~>` mark a
 * place that begins there and ends on a later line. Marker lines are removed before the text is linted, so they may be
 * anywhere, even inside a continued RUN.
 */
import type { Range } from '../text/source.ts';

/** A place in a file: line and columns from 1; `endColumn` is exclusive, and absent if the place ends on a later line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number | undefined;
}

/** A place that must be reported. */
export interface Marker extends Place {
  /** `related`: a place that explains a finding. */
  readonly kind: 'finding' | 'related';
  /** The rules named after the carets; empty if the context determines them. */
  readonly rules: readonly string[];
  /** The id of the message after the carets, if there is one. */
  readonly messageId: string | undefined;
}

/** A text without its markers, and the markers. */
export interface MarkedText {
  readonly text: string;
  readonly markers: readonly Marker[];
}

const RULES = String.raw`(?:[ \t,]*[a-z][a-z0-9-]*\/[a-z0-9-]+)*`;
const MESSAGE_ID = String.raw`[ \t]+([A-Za-z][\w-]*)`;
const MARKER_LINE = new RegExp(
  String.raw`^#(?=[ \t^~]*[\^~])([ \t^~>]*?)(?:${MESSAGE_ID}|(${RULES}))[ \t]*\r?$`,
);

/** Removes the markers from a text. */
export function readMarkers(marked: string): MarkedText {
  const lines: string[] = [];
  const markers: Marker[] = [];
  for (const line of marked.split('\n')) {
    const match = MARKER_LINE.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, marks = '', messageId, named = ''] = match;
    const rules = named.split(/[ \t,]+/).filter((id) => id !== '');
    for (const { 0: mark, index } of marks.matchAll(/(?:\^+|~+)>?/g)) {
      const kind = mark.startsWith('~') ? 'related' : 'finding';
      const column = index === 0 ? 1 : index + 2;
      const endColumn = mark.endsWith('>') ? undefined : index + mark.length + 2;
      markers.push({ line: lines.length, column, endColumn, kind, rules, messageId });
    }
  }
  return { text: lines.join('\n'), markers };
}

/** The place of a range. */
export function placeOf({ start, end }: Range): Place {
  const endColumn = end.line === start.line ? end.column : undefined;
  return { line: start.line, column: start.column, endColumn };
}

/** Whether two places are the same. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column && a.endColumn === b.endColumn;
}

/** The comment line that marks a place, to be inserted below its line. */
export function markerLine({ column, endColumn }: Place, kind: Marker['kind'] = 'finding'): string {
  const mark = kind === 'related' ? '~' : '^';
  const first = column === 1 ? 1 : column - 1;
  const marks = endColumn === undefined ? `${mark}>` : mark.repeat(Math.max(1, endColumn - 1 - first));
  return `${'#'.padEnd(first)}${marks}`;
}
