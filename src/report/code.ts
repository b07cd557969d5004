import type { Span } from '../text/fragment.ts';
import type { Masker, TextMasker } from '../text/masker.ts';
import { lineAt, lineText, type Position, type Range, type SourceFile } from '../text/source.ts';
import { type Cell, cellsOf } from './cells.ts';
import { changesOf, type FixPart, newPart, type Change as RawChange } from './changes.ts';
import { lineFingerprints } from './fingerprint.ts';

/** One place that fixes change: whole lines before and after, without the lines that are equal at both ends. */
export interface Change {
  /** The line (from 1) of the first removed line, or before which lines are added. */
  readonly line: number;
  /** The number of removed lines. */
  readonly removed: number;
  /** The number of added lines. */
  readonly added: number;
  /** An added line, by its index among them from 0. */
  addedLine(index: number): AddedLine;
}

/** An added line, and the part of it that differs from the line it replaces. Spans are relative to the line. */
interface AddedLine {
  readonly cells: readonly Cell[];
  readonly fresh: Span;
}

/**
 * The code of a file in presentable form: its lines by number, and the cells of a terminal, without secrets and control
 * characters. The text itself is not accessible. Spans and offsets are those of the file.
 */
export class Code {
  /** The name of the file in this report. */
  readonly path: string;
  readonly #source: SourceFile;
  readonly #masker: Masker;
  #fingerprints: ReadonlyMap<number, string> | undefined;

  constructor(source: SourceFile, masker: Masker, path: string) {
    this.#source = source;
    this.#masker = masker;
    this.path = path;
  }

  get lineCount(): number {
    return this.#source.lineStarts.length;
  }

  /** The first and the last line of a place, from 1. */
  linesOf({ start, end }: Span): { readonly first: number; readonly last: number } {
    return { first: lineAt(this.#source, start), last: lineAt(this.#source, Math.max(start, end - 1)) };
  }

  /** The span of a line (from 1) without its line end. */
  lineSpan(line: number): Span {
    const start = this.#source.lineStarts[line - 1]!;
    return { start, end: start + lineText(this.#source, line).length };
  }

  /** Where the text of a line begins, after its indentation. */
  contentStart({ start, end }: Span): number {
    const { text } = this.#source;
    let at = start;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    return at;
  }

  /** The presentation of a part of a line, extended to the left to whole characters. */
  cells({ start, end }: Span): readonly Cell[] {
    const [from, to] = [this.#wholeCharacter(start), this.#wholeCharacter(end)];
    const secrets = secretsIn(this.#masker.within(from, to), { start: from, end: to });
    return cellsOf(this.#source.text.slice(from, to), secrets).map((cell) => moved(cell, from));
  }

  /**
   * The changes that some fixes make in the code, each once.
   *
   * @param masker hides the secrets of all files that the fixes may repeat
   */
  changes(fixes: readonly FixPart[], masker: TextMasker): readonly Change[] {
    return changesOf(this.#source, fixes).map((change) => shownChange(change, masker));
  }

  /** The column of a place in bytes of UTF-8, from 1; a byte-order mark before the first line counts. */
  byteColumn({ line, column }: Position): number {
    const { text, lineStarts } = this.#source;
    const [start, mark] = line === 1 ? [0, lineStarts[0]!] : [lineStarts[line - 1]!, 0];
    return Buffer.byteLength(text.slice(start, start + mark + column - 1)) + 1;
  }

  /** Whether the lines of a place have bytes that are no UTF-8: how many there were before a column is not known then. */
  hasForeignBytes({ start, end }: Range): boolean {
    const { text, lineStarts } = this.#source;
    return text.slice(lineStarts[start.line - 1], lineStarts[end.line]).includes('\ufffd');
  }

  /** Identifies a line (from 1) after others have moved; see `fingerprint.ts`. */
  fingerprint(line: number): string | undefined {
    const all = () => new Set(this.#source.lineStarts.map((_, index) => index + 1));
    this.#fingerprints ??= lineFingerprints(this.#source, all());
    return this.#fingerprints.get(line);
  }

  /** The offset, moved so that it does not split a surrogate pair. */
  #wholeCharacter(offset: number): number {
    const { text } = this.#source;
    const isLow = (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
    const isHighBefore = (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
    return isLow && isHighBefore ? offset - 1 : offset;
  }
}

function shownChange(change: RawChange, masker: TextMasker): Change {
  const { added } = change;
  // A secret may span several lines.
  const secrets = added.length === 0 ? [] : masker.find(added.join('\n'));
  return {
    line: change.line,
    removed: change.removed.length,
    added: added.length,
    addedLine(index) {
      const text = added[index]!;
      const start = added.slice(0, index).reduce((length, line) => length + line.length + 1, 0);
      const own = secretsIn(secrets, { start, end: start + text.length });
      return { cells: cellsOf(text, own), fresh: newPart(change, index) };
    },
  };
}

/** The parts of some secrets within a stretch, as spans of that stretch. */
function secretsIn(secrets: readonly Span[], { start, end }: Span): readonly Span[] {
  return secrets
    .filter((secret) => secret.start < end && secret.end > start)
    .map((secret) => ({
      start: Math.max(secret.start, start) - start,
      end: Math.min(secret.end, end) - start,
    }));
}

function moved(cell: Cell, by: number): Cell {
  return { ...cell, start: cell.start + by, end: cell.end + by };
}
