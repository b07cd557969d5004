import type { Run } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import type { Command, Statement } from '../shell/script.ts';
import { operatorBefore, scriptWith, textBefore } from './joint.ts';

/**
 * The edit that runs one more command before the statement that a command belongs to, which then runs only if that
 * went well; if it did not, the script fails.
 *
 * @param command plain text without quotes, such as `apt-get update`
 * @returns `undefined` where that is not certain to do what it says: the script does not parse, the command stands in
 * a function or behind `||`, errexit may be in force or not, or there is no shell
 */
export function prependCommand(run: Run, beside: Command, command: string): Edit | undefined {
  const script = scriptWith(run, beside);
  const { inside, statement: span } = beside.context;
  const statement = script?.statements.find(({ start }) => start === span.start);
  if (!script || !statement || inside.includes('function')) return undefined;
  const operator = operatorBefore(script, statement);
  const at = operator === ';' ? statement.start : startOfChain(statement, beside);
  if (operator === undefined || at === undefined) return undefined;
  const text = at === statement.start ? textBefore(run, script, statement, operator) : ' && ';
  return { start: at, end: at, text: command + text };
}

/** Where `command &&` decides whether a command runs and how the list ends: at its start, or behind the last `||` before it. */
function startOfChain({ start, parts, operators }: Statement, { start: at }: Command): number | undefined {
  const index = parts.findIndex((part) => part.start <= at && at < part.end);
  const lastOr = operators.lastIndexOf('||');
  if (lastOr === -1) return start;
  return index >= lastOr + 2 ? parts[index]!.start : undefined;
}
