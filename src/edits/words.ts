import type { RunStep } from '../model/model.ts';
import { isShell } from '../programs/shells.ts';
import type { Command } from '../shell/script.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';

/**
 * The edit that adds a word without quotes, such as `-y`, after a word of a command, or after its head.
 *
 * @example
 * const text = 'FROM ubuntu\nRUN apt-get install curl\n';
 * const [run] = readDockerfile(text).runs;
 * const [command] = run!.commands;
 * applyEdits(text, [insertWordAfter(run!, command!, command!.head, '-y')]); // => 'FROM ubuntu\nRUN apt-get install -y curl\n'
 */
export function insertWordAfter(run: RunStep, command: Command, after: Span, text: string): Edit {
  if (hasShell(run, command)) return { start: after.end, end: after.end, text: ` ${text}` };
  // The span of a JSON string is within its quotes.
  const at = after.end + 1;
  return { start: at, end: at, text: `${separatorOf(run)}"${text}"` };
}

/**
 * The edit that gives a word another text, where the file has the word as it is, in quotes or without. `undefined`: a variable or
 * an escape is in it.
 *
 * @example
 * const text = 'FROM ubuntu\nENV A="b"\n';
 * const { value } = readDockerfile(text).finalStage!.envSettings[0]!.pair;
 * applyEdits(text, [rewordLiteral(sourceOf(text), value!, 'b', 'c')!]); // => 'FROM ubuntu\nENV A=c\n'
 */
export function rewordLiteral(
  { text }: SourceFile,
  { start, end }: Span,
  word: string,
  better: string,
): Edit | undefined {
  const isLiteral = text.slice(start, end).replace(/^(["'])(.*)\1$/, '$2') === word;
  return isLiteral ? { start, end, text: better } : undefined;
}

/** The text between the words of an exec form, if they are on one line. */
function separatorOf({ instruction: { args }, stage: { file } }: RunStep): string {
  const [first, second] = args;
  const between = first && second ? file.source.text.slice(first.end + 1, second.start - 1) : '';
  return /^,[ \t]*$/.test(between) ? between : ', ';
}

/** Whether a shell reads a command; the words of `RUN ["apt-get", "update"]` go to the program unchanged. */
function hasShell(run: RunStep, { wrappers }: Command): boolean {
  return !run.instruction.json || wrappers.some(({ name }) => isShell(name));
}
