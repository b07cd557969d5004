import type { Instruction } from '../dockerfile/tree.ts';
import type { DockerfileModel, FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import { lineSpan, lineText, type SourceFile } from '../text/source.ts';

const DIRECTIVE = /^\s*#\s*(?:syntax|escape|check)\s*=/i;

/**
 * The edit that inserts instructions above another one and above its comments, with the same indentation. Their
 * keywords get the letter case of the file.
 *
 * @example
 * const text = 'FROM ubuntu\n# The program.\nRUN make\n';
 * const file = readDockerfile(text);
 * const edit = insertLinesBefore(file, file.runs[0]!.instruction, ['USER 1000']);
 * applyEdits(text, [edit]); // => 'FROM ubuntu\nUSER 1000\n# The program.\nRUN make\n'
 */
export function insertLinesBefore(
  file: DockerfileModel,
  instruction: Instruction,
  lines: readonly string[],
): Edit {
  let line = instruction.startLine;
  while (/^\s*#/.test(lineText(file.source, line - 1))) line--;
  const at = file.source.lineStarts[line - 1]!;
  const newline = lineEnding(file);
  const indent = indentOf(file, instruction);
  return { start: at, end: at, text: lines.map((text) => indent + asInFile(file, text) + newline).join('') };
}

/**
 * The edit that inserts instructions on the lines after another one, with the same indentation. Their keywords get the
 * letter case of the file.
 *
 * @returns `undefined` where the instruction has no certain end: a here-document is not closed, or the file ends with a
 * continued line
 *
 * @example
 * const text = 'FROM ubuntu\nRUN make\n';
 * const file = readDockerfile(text);
 * const edit = insertLinesAfter(file, file.runs[0]!.instruction, ['USER 1000']);
 * applyEdits(text, edit ? [edit] : []); // => 'FROM ubuntu\nRUN make\nUSER 1000\n'
 */
export function insertLinesAfter(
  file: DockerfileModel,
  instruction: Instruction,
  lines: readonly string[],
): Edit | undefined {
  const { source, dockerfile } = file;
  const text = lineText(source, instruction.endLine);
  const at = source.lineStarts[instruction.endLine - 1]! + text.length;
  const isOpen = dockerfile.problems.some(({ code }) => code === 'unterminated-heredoc');
  if (isOpen || source.text.slice(instruction.end, at).trim() !== '') return undefined;
  const before = lineEnding(file) + indentOf(file, instruction);
  return { start: at, end: at, text: lines.map((line) => before + asInFile(file, line)).join('') };
}

function indentOf({ source }: Pick<FileModel, 'source'>, { startLine }: Instruction): string {
  return /^[ \t]*/.exec(lineText(source, startLine))![0];
}

/**
 * The edit that deletes whole lines, from 1; the file ends with a line end afterwards only if it did before.
 *
 * @returns `undefined` if a comment after them would become a parser directive unintentionally
 *
 * @example
 * const text = 'FROM ubuntu\n\nRUN make\n';
 * const edit = deleteLines(readDockerfile(text), 2, 2);
 * applyEdits(text, edit ? [edit] : []); // => 'FROM ubuntu\nRUN make\n'
 */
export function deleteLines(
  file: DockerfileModel | FileModel,
  first: number,
  last: number,
): Edit | undefined {
  const { source } = file;
  const instructions = 'dockerfile' in file ? file.dockerfile.instructions : [];
  const isHead = 'dockerfile' in file && (instructions[0]?.startLine ?? Number.POSITIVE_INFINITY) > last;
  if (isHead && DIRECTIVE.test(lineText(source, last + 1))) return undefined;
  return { ...wholeLines(source, first, last), text: '' };
}

/** Lines, from 1, with the line end after them; if the file ends without one, with the line end before them. */
export function wholeLines(source: SourceFile, first: number, last: number): Span {
  let { start } = lineSpan(source, first);
  const { end } = lineSpan(source, last);
  const endsFile = end === source.text.length && !source.text.endsWith('\n');
  if (endsFile) while (/[\r\n]/.test(source.text.charAt(start - 1))) start--;
  return { start, end };
}

/**
 * The line ending of the file, taken from its first line.
 *
 * @example
 * lineEnding(readDockerfile('FROM ubuntu\r\nRUN make\r\n')) === '\r\n'; // => true
 */
export function lineEnding({ source }: Pick<FileModel, 'source'>): string {
  return source.text[(source.lineStarts[1] ?? 0) - 2] === '\r' ? '\r\n' : '\n';
}

/** An instruction with its keyword in lower case if most of the file's are. */
function asInFile({ dockerfile: { instructions } }: DockerfileModel, line: string): string {
  const keywords = instructions.map(({ keyword }) => keyword.text);
  const small = keywords.filter((keyword) => keyword === keyword.toLowerCase()).length;
  return small * 2 > keywords.length ? line.replace(/^\w+/, (keyword) => keyword.toLowerCase()) : line;
}
