import type { Span } from '../text/fragment.ts';
import { lineAt, lineText, type SourceFile } from '../text/source.ts';
import { type Cell, cellsOf } from './cells.ts';
import { changesOf, type FixPart, newPart, type Change as RawChange } from './changes.ts';
import { lineFingerprints } from './fingerprint.ts';
import type { Masker, TextMasker } from './secrets.ts';

/** One place that fixes change: whole lines before and after, without what both have in common at the ends. */
export interface Change {
  /** The line, from 1, at which the first that goes is, or before which others come. */
  readonly line: number;
  /** How many lines go. */
  readonly removed: number;
  /** How many lines come. */
  readonly added: number;
  /** A line that comes, by its number among them from 0. */
  addedLine(index: number): AddedLine;
}

/** A line that a fix brings, and what in it is new beside the line that it takes the place of. Spans are of the line itself. */
interface AddedLine {
  readonly cells: readonly Cell[];
  readonly fresh: Span;
}

/**
 * The code of a file as it can be shown: its lines by number, and what a terminal shows of them, without secrets and with
 * nothing in it that acts. The text itself cannot be had. Spans and offsets are those of the file.
 */
export class Code {
  /** The file as it is named in this report. */
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

  /** Where the text of a line begins after its indentation. */
  contentStart({ start, end }: Span): number {
    const { text } = this.#source;
    let at = start;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    return at;
  }

  /** What is shown of a part of a line, widened to the left to whole characters. */
  cells({ start, end }: Span): readonly Cell[] {
    const [from, to] = [this.#wholeCharacter(start), this.#wholeCharacter(end)];
    const secrets = secretsIn(this.#masker.within(from, to), { start: from, end: to });
    return cellsOf(this.#source.text.slice(from, to), secrets).map((cell) => moved(cell, from));
  }

  /**
   * What some fixes make of the code, each change once.
   *
   * @param masker hides the secrets of all files that the fixes may repeat
   */
  changes(fixes: readonly FixPart[], masker: TextMasker): readonly Change[] {
    return changesOf(this.#source, fixes).map((change) => shownChange(change, masker));
  }

  /** What a line (from 1) is recognized by after others have moved; see `fingerprint.ts`. */
  fingerprint(line: number): string | undefined {
    const all = () => new Set(this.#source.lineStarts.map((_, index) => index + 1));
    this.#fingerprints ??= lineFingerprints(this.#source, all());
    return this.#fingerprints.get(line);
  }

  /** An offset that does not split a surrogate pair. */
  #wholeCharacter(offset: number): number {
    const { text } = this.#source;
    const isLow = (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
    const isHighBefore = (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
    return isLow && isHighBefore ? offset - 1 : offset;
  }
}

function shownChange(change: RawChange, masker: TextMasker): Change {
  const { added } = change;
  // A secret may be of several lines.
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

/** What of some secrets lies in a stretch, as spans of that stretch. */
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
