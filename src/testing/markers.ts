/**
 * Expectations that stand in the Dockerfile itself. A comment line of carets marks the words of the line above that
 * must be reported, and names the rules:
 *
 *     RUN apt-get update && apt-get install -y curl
 *     #   ^^^^^^^^^^^^^^ apt/lists-kept
 *
 * Carets right after the `#` mark from column 1. `^>` marks a finding that begins there and ends on a later line.
 * Marker lines are taken out before the text is linted, so they may stand anywhere, also inside a continued RUN.
 */
import type { Range } from '../text/source.ts';

/** Where a finding is: line and columns from 1, `endColumn` exclusive and absent when on a later line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number | undefined;
}

/** A place that must be reported. */
export interface Marker extends Place {
  /** The rules named behind the carets; empty where the context says which. */
  readonly rules: readonly string[];
}

/** A text without its markers, and what they say. */
export interface MarkedText {
  readonly text: string;
  readonly markers: readonly Marker[];
}

const MARKER_LINE = /^#(?=[ \t^]*\^)([ \t^>]*)((?:[ \t,]*[a-z][a-z0-9-]*\/[a-z0-9-]+)*)[ \t]*\r?$/;

/** Takes the markers out of a text. */
export function readMarkers(marked: string): MarkedText {
  const lines: string[] = [];
  const markers: Marker[] = [];
  for (const line of marked.split('\n')) {
    const match = MARKER_LINE.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const rules = match[2]!.split(/[ \t,]+/).filter((id) => id !== '');
    for (const carets of match[1]!.matchAll(/\^+>?/g)) {
      const column = carets.index === 0 ? 1 : carets.index + 2;
      const endColumn = carets[0].endsWith('>') ? undefined : carets.index + carets[0].length + 2;
      markers.push({ line: lines.length, column, endColumn, rules });
    }
  }
  return { text: lines.join('\n'), markers };
}

/** The place of a finding. */
export function placeOf({ start, end }: Range): Place {
  const endColumn = end.line === start.line ? end.column : undefined;
  return { line: start.line, column: start.column, endColumn };
}

/** A place as `line:column-endColumn`, `>` for an end on a later line. */
export function placeName({ line, column, endColumn }: Place): string {
  return `${line}:${column}-${endColumn ?? '>'}`;
}

/** The line of carets that marks a place, to be put below its line. */
export function markerLine({ column, endColumn }: Place): string {
  const first = column === 1 ? 1 : column - 1;
  const carets = endColumn === undefined ? '^>' : '^'.repeat(Math.max(1, endColumn - 1 - first));
  return `${'#'.padEnd(first)}${carets}`;
}
