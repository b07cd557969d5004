import type { Instruction } from '../dockerfile/tree.ts';
import type { File } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import { lineText } from '../text/source.ts';

/** The edit that puts instructions above another one and above the comments that stand on it. */
export function linesAbove(file: File, instruction: Instruction, lines: readonly string[]): Edit {
  let line = instruction.startLine;
  while (/^\s*#/.test(lineText(file.source, line - 1))) line--;
  const at = file.source.lineStarts[line - 1]!;
  const newline = lineEnding(file);
  return { start: at, end: at, text: lines.map((text) => text + newline).join('') };
}

/**
 * The edit that puts instructions on the lines after another one.
 *
 * @returns `undefined` where it has no certain end: a here-document is not closed, or a continued line ends the file
 */
export function linesBelow(file: File, instruction: Instruction, lines: readonly string[]): Edit | undefined {
  const { source, dockerfile } = file;
  const text = lineText(source, instruction.endLine);
  const at = source.lineStarts[instruction.endLine - 1]! + text.length;
  const isOpen = dockerfile.problems.some(({ code }) => code === 'unterminated-heredoc');
  if (isOpen || source.text.slice(instruction.end, at).trim() !== '') return undefined;
  const newline = lineEnding(file);
  return { start: at, end: at, text: lines.map((line) => newline + line).join('') };
}

/** The line ending of the file, as its first line has it. */
function lineEnding({ source }: File): string {
  return source.text[(source.lineStarts[1] ?? 0) - 2] === '\r' ? '\r\n' : '\n';
}
