import type { Run } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import type { Command } from '../shell/script.ts';
import { lineAt, lineText } from '../text/source.ts';
import { lineEnding } from './lines.ts';
import { hasShell } from './words.ts';

const NEVER_BACK = new Set(['exec', 'exit']);

/** Commands in a substitution come after the one they stand in, so the last is not always the outermost. */
const LOOK_BACK = 20;

/**
 * The edit that makes the script of a RUN end with one more command, which runs only if all before it went well.
 *
 * @param beside a command of the script that is meant
 * @param command plain text without quotes, such as `rm -rf /var/lib/apt/lists/*`
 * @returns `undefined` where that is not certain to do what it says: the script does not parse, its last command runs
 * in the background, or never comes back, or there is no shell
 */
export function appendCommand(run: Run, beside: Command, command: string): Edit | undefined {
  const script = run.scripts.find(({ commands }) => commands.includes(beside));
  const last = script?.commands[script.commands.length - 1];
  if (!script || !last || script.errors.length > 0 || NEVER_BACK.has(last.name)) return undefined;
  if (!hasShell(run, last)) return undefined;
  const { source } = run.stage.file;
  const end = Math.max(...script.commands.slice(-LOOK_BACK).map(({ context }) => context.statement.end));
  if (/^\s*[;&|]/.test(source.text.slice(end, script.source.end))) return undefined;
  const isHeredoc = run.instruction.heredocs.some(({ body }) => body.start <= end && end <= body.end);
  return {
    start: end,
    end,
    text: isHeredoc ? lineEnding(run.stage.file) + command : joined(run, end, command),
  };
}

/** On a line of its own, indented as the line before, when the RUN has several lines. */
function joined(run: Run, end: number, command: string): string {
  const { dockerfile, source } = run.stage.file;
  const line = lineAt(source, end);
  if (run.instruction.json || line === run.instruction.startLine) return ` && ${command}`;
  const text = lineText(source, line);
  const indent = /^[ \t]*/.exec(text)![0];
  return ` && ${dockerfile.escape}${lineEnding(run.stage.file)}${indent}${command}`;
}
