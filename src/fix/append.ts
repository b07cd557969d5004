import type { Run } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import type { Script } from '../shell/script.ts';
import { lineAt, lineText } from '../text/source.ts';

/**
 * The edit that makes a script of a RUN end with one more command, which runs only if all before it went well.
 *
 * @param command plain text without quotes, such as `rm -rf /var/lib/apt/lists/*`
 * @returns `undefined` where that is not certain to do what it says: the script does not parse, or its last command
 * runs in the background or never comes back
 */
export function appendCommand(run: Run, script: Script, command: string): Edit | undefined {
  const last = script.commands[script.commands.length - 1];
  if (!last || script.errors.length > 0 || last.name === 'exec' || last.name === 'exit') return undefined;
  const { source } = run.stage.file;
  const { end } = script.commands.reduce(
    (statement, { context }) => (context.statement.end > statement.end ? context.statement : statement),
    last.context.statement,
  );
  if (/^\s*[;&|]/.test(source.text.slice(end, script.source.end))) return undefined;
  const isHeredoc = run.instruction.heredocs.some(({ body }) => body.start <= end && end <= body.end);
  return { start: end, end, text: isHeredoc ? `\n${command}` : joined(run, end, command) };
}

/** On a line of its own, indented as the line before, when the RUN has several lines. */
function joined(run: Run, end: number, command: string): string {
  const { dockerfile, source } = run.stage.file;
  const line = lineAt(source, end);
  if (run.instruction.json || line === run.instruction.startLine) return ` && ${command}`;
  const text = lineText(source, line);
  const indent = /^[ \t]*/.exec(text)![0];
  const newline = source.text[source.lineStarts[line]! - 2] === '\r' ? '\r\n' : '\n';
  return ` && ${dockerfile.escape}${newline}${indent}${command}`;
}
