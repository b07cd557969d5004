import type { SourceFile } from '../text/source.ts';

/**
 * The fingerprints by which GitHub's code scanning recognizes an alert after other lines have moved.
 *
 * GitHub's upload action computes `primaryLocationLineHash` if a log has none, and complains if it has a different one.
 * This is therefore its algorithm: a rolling hash over 100 code units from the start of a line on, modulo 2^64; blanks
 * and tabs do not count, every kind of line end counts as LF; after the text come 0xffff and then zeros. Equal hashes
 * in one file are numbered.
 */

const windowLength = 100;
const factor = 37;
const endOfFile = 0xffff;

/** An unsigned number of 64 bits in two halves; BigInt would be slower by an order of magnitude. */
interface Word {
  readonly high: number;
  readonly low: number;
}

const half = 2 ** 32;

/** `factor` to the power of `windowLength`: the weight of the unit that leaves the window. */
const leavingWeight: Word = {
  high: Number(((BigInt(factor) ** BigInt(windowLength)) >> 32n) & 0xffffffffn),
  low: Number((BigInt(factor) ** BigInt(windowLength)) & 0xffffffffn),
};

/** The fingerprint of each requested line, by line from 1. Takes one pass over the file. */
export function lineFingerprints(
  source: SourceFile,
  lines: ReadonlySet<number>,
): ReadonlyMap<number, string> {
  const fingerprints = new Map<number, string>();
  const seen = new Map<string, number>();
  const { units, lineBeginnings } = unitsOf(source.text);
  let hash: Word = { high: 0, low: 0 };
  let nextLine = 1;
  for (let end = 0; nextLine <= lineBeginnings.length; end++) {
    // The window is full when it holds all its units from the beginning of the line on.
    if (end === lineBeginnings[nextLine - 1]! + windowLength) {
      const text = hexadecimal(hash);
      const count = (seen.get(text) ?? 0) + 1;
      seen.set(text, count);
      if (lines.has(nextLine)) fingerprints.set(nextLine, `${text}:${count}`);
      nextLine++;
    }
    hash = rolled(hash, units[end] ?? 0, units[end - windowLength] ?? 0);
  }
  return fingerprints;
}

/** The code units that count, and the index at which each line begins. */
function unitsOf(text: string): { readonly units: Uint16Array; readonly lineBeginnings: readonly number[] } {
  const units = new Uint16Array(text.length + 1);
  const lineBeginnings = [0];
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === ' ' || unit === '\t') continue;
    // As in the action, an LF is skipped only directly after its CR.
    if (unit === '\n' && text[at - 1] === '\r') continue;
    const isLineEnd = unit === '\n' || unit === '\r';
    units[length++] = isLineEnd ? 0x0a : unit.charCodeAt(0);
    if (isLineEnd) lineBeginnings.push(length);
  }
  units[length++] = endOfFile;
  return { units: units.subarray(0, length), lineBeginnings };
}

/** `hash * factor + entering - leaving * leavingWeight`, modulo 2^64. Every intermediate value is below 2^53. */
function rolled(hash: Word, entering: number, leaving: number): Word {
  const low = hash.low * factor + entering - leaving * leavingWeight.low;
  const carry = Math.floor(low / half);
  const high = hash.high * factor + carry - leaving * leavingWeight.high;
  return { high: modulo(high), low: low - carry * half };
}

function modulo(value: number): number {
  return value - Math.floor(value / half) * half;
}

function hexadecimal({ high, low }: Word): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
