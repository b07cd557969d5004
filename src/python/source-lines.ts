/** The text of a module as the parser gets it, and the way back from the parser's places. */

/** A text that the parser can read, with the same statements in the same lines. */
export interface SourceLines {
  readonly text: string;
  /**
   * The offset in the original text.
   *
   * @param line from 1
   * @param column from 0, in bytes of UTF-8, as CPython and the parser count; beyond the end it is the end of the line
   */
  offsetOf(line: number, column: number): number;
  /** The text of a line (from 1), as the parser gets it. */
  lineText(line: number): string;
}

/** Python ends lines with CR, LF or both. */
const LINE_END = /\r\n?|\n/g;

/**
 * A byte-order mark is left out, and so is what precedes a form feed at the start of a line: Python counts the indentation
 * from there. Other form feeds are blanks.
 */
export function sourceLines(original: string): SourceLines {
  const starts: number[] = [];
  const lines: string[] = [];
  let at = 0;
  const take = (end: number) => {
    const line = original.slice(at, end);
    const skipped = /^\ufeff?(?:[ \t]*\f)*/.exec(line)![0].length;
    starts.push(at + skipped);
    lines.push(line.slice(skipped).replaceAll('\f', ' '));
  };
  for (const { index, 0: end } of original.matchAll(LINE_END)) {
    take(index);
    at = index + end.length;
  }
  take(original.length);
  const units = new Map<number, (bytes: number) => number>();
  return {
    text: lines.join('\n'),
    offsetOf(line, column) {
      const text = lines[line - 1];
      if (text === undefined) return original.length;
      const unitsAt = units.get(line) ?? unitsIn(text);
      units.set(line, unitsAt);
      return starts[line - 1]! + unitsAt(column);
    },
    lineText: (line) => lines[line - 1] ?? '',
  };
}

/** Makes the function that says how many UTF-16 code units of a line some bytes of UTF-8 are. */
function unitsIn(line: string): (bytes: number) => number {
  const { length } = line;
  if (/^[\x00-\x7f]*$/.test(line)) return (bytes) => Math.min(bytes, length);
  const byByte: number[] = [];
  for (let units = 0; units < length; ) {
    const code = line.codePointAt(units)!;
    for (let bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; bytes > 0; bytes--)
      byByte.push(units);
    units += code < 0x10000 ? 1 : 2;
  }
  return (bytes) => byByte[bytes] ?? length;
}
