import type { Heredoc } from '../dockerfile/tree.ts';
import type { FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt, lineSpan, lineText } from '../text/source.ts';
import { lineEnding } from './lines.ts';

/**
 * The edit that inserts a line at the beginning of the script that a here-document holds, but below `#!`, with the indentation of
 * the next line.
 *
 * @example
 * const text = 'FROM ubuntu\nRUN <<EOF\nmake\nEOF\n';
 * const file = readDockerfile(text);
 * const [heredoc] = file.runs[0]!.instruction.heredocs;
 * applyEdits(text, [insertFirstLine(file, heredoc!, 'set -e')]); // => 'FROM ubuntu\nRUN <<EOF\nset -e\nmake\nEOF\n'
 */
export function insertFirstLine(file: FileModel, { body }: Heredoc, text: string): Edit {
  const { source } = file;
  const line = lineAt(source, body.start) + (body.text.startsWith('#!') ? 1 : 0);
  const indent = /^[ \t]*/.exec(lineText(source, line))![0];
  const { start } = lineSpan(source, line);
  return { start, end: start, text: indent + text + lineEnding(file) };
}
