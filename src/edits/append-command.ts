import type { RunStep } from '../model/model.ts';
import type { Command, Script, Statement } from '../shell/script.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt, lineText } from '../text/source.ts';
import { holdsHeredoc, isHeredoc, type Operator, operatorsBehind, scriptWith, textBehind } from './joint.ts';
import { lineEnding } from './lines.ts';

/**
 * The edit that appends a command to the script of a RUN. The command runs only if everything before it succeeded, and
 * every failure that ends the build today still does.
 *
 * @param beside a command of the script
 * @param command plain text without quotes, such as `rm -rf /var/lib/apt/lists/*`
 * @returns `undefined` where that is not certain: the script does not parse, its last command runs in the background,
 * never returns, or relies on errexit and fails unnoticed, or there is no shell
 *
 * @example
 * const text = 'FROM ubuntu\nRUN ./configure && make\n';
 * const [run] = readDockerfile(text).runs;
 * const edit = appendCommand(run!, run!.commands[0]!, 'rm -rf /tmp/build');
 * applyEdits(text, edit ? [edit] : []); // => 'FROM ubuntu\nRUN ./configure && make && rm -rf /tmp/build\n'
 */
export function appendCommand(run: RunStep, beside: Command, command: string): Edit | undefined {
  const script = scriptWith(run, beside);
  const last = script?.statements.at(-1);
  if (!script || !last || last.background || !comesBack(script)) return undefined;
  const allowed = operatorsBehind(script, last);
  const operator = allowed.includes(preferred(run, script, last)) ? preferred(run, script, last) : allowed[0];
  if (!operator) return undefined;
  const closing = operator === ';' && !run.instruction.json ? closingLine(run, last) : undefined;
  if (closing) return { start: closing.end, end: closing.end, text: closing.goesOn + command };
  const at = operator === ';' ? endOfLine(run, script, last) : last.end;
  return { start: at, end: at, text: textBehind(run, script, last, operator) + command };
}

/**
 * Whether the end of a script is reached: it does not `exec` another program, and does not exit at its end or
 * unconditionally.
 */
function comesBack({ commands }: Script): boolean {
  const isApart = ({ context: { inside } }: Command) =>
    inside.includes('subshell') || inside.includes('substitution') || inside.includes('function');
  const replaced = commands.some(({ wrappers }) =>
    wrappers.some((one) => one.name === 'exec' && !isApart(one)),
  );
  const left = commands.some((command, index) => {
    if (command.name !== 'exit' || isApart(command)) return false;
    const { inside, after } = command.context;
    const isCertain = inside.length === 0 && (after === '' || after === ';');
    const isLast = index === commands.length - 1 && inside.every((what) => what === 'group');
    return isCertain || isLast;
  });
  return !replaced && !left;
}

/** The operator with which the author joins the last command to the one before it. */
function preferred(run: RunStep, script: Script, last: Statement): Operator {
  if (last.operators.includes('&&')) return '&&';
  return isHeredoc(run, script) || script.statements.length > 1 ? ';' : '&&';
}

/**
 * The `;` that closes a list of packages on a line of its own, and the text with which the script continues after it.
 */
function closingLine(
  run: RunStep,
  last: Statement,
): { readonly end: number; readonly goesOn: string } | undefined {
  const { source } = run.stage.file;
  const rest = source.text.slice(last.end, run.instruction.end);
  const [all, before, indent] =
    /^([ \t]*[\\`][ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)([ \t]*);(?=\s*$)/.exec(rest) ?? [];
  if (all === undefined || before === undefined) return undefined;
  const { escape } = run.stage.file.dockerfile;
  return { end: last.end + all.length, goesOn: ` ${escape}${lineEnding(run.stage.file)}${indent}` };
}

/** In a here-document, a line is added after a `;` and a comment that end the line above it. */
function endOfLine(run: RunStep, script: Script, last: Statement): number {
  if (run.instruction.json || !isHeredoc(run, script) || holdsHeredoc(run, last)) return last.end;
  const { source } = run.stage.file;
  const line = lineAt(source, last.end);
  const text = lineText(source, line);
  const rest = text.slice(last.end - source.lineStarts[line - 1]!);
  return /^[ \t]*;?[ \t]*(?:#.*)?$/.test(rest) ? last.end + rest.length : last.end;
}
