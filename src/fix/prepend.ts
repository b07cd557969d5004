import type { Run } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import type { Command } from '../shell/script.ts';
import { hasShell } from './words.ts';

/**
 * The edit that runs one more command before the statement that a command belongs to, which then runs only if that
 * went well.
 *
 * @param command plain text without quotes, such as `apt-get update`
 * @returns `undefined` where that is not certain to do what it says: the script does not parse, the command stands in
 * a function, or there is no shell
 */
export function prependCommand(run: Run, beside: Command, command: string): Edit | undefined {
  const script = run.scripts.find(({ commands }) => commands.includes(beside));
  const { inside, statement } = beside.context;
  if (!script || script.errors.length > 0 || inside.includes('function')) return undefined;
  if (!hasShell(run, beside)) return undefined;
  return { start: statement.start, end: statement.start, text: `${command} && ` };
}
