import type { RunStep } from '../model/model.ts';
import type { Command, Script, Statement } from '../shell/script.ts';
import type { Edit } from '../text/edit.ts';
import { type Operator, operatorsBefore, scriptWith, textBefore } from './joint.ts';

/** Commands that decide where and how lists are fetched: an update before them would fetch others. */
const SETS_UP_APT =
  /\/etc\/apt|sources\.list|keyrings|--add-architecture|apt-key|a(?:dd-apt|pt-add)-repository|_proxy\b|ca-certificates|\.deb\b|dpkg\s+-i/i;

/**
 * The edit that runs a further command before another one, which then runs only if the first succeeded; otherwise the
 * script fails. It is inserted right before the other, or before the statement that contains it.
 *
 * @param command plain text without quotes, such as `apt-get update`
 * @returns `undefined` where that is not certain: the script does not parse, the command is in a function or after
 * `||`, it is unknown whether errexit is in force, the text between the two sets up apt, or there is no shell
 *
 * @example
 * const text = 'FROM ubuntu\nRUN apt-get -y install curl\n';
 * const [run] = readDockerfile(text).runs;
 * const edit = prependCommand(run!, run!.commands[0]!, 'apt-get update');
 * applyEdits(text, edit ? [edit] : []); // => 'FROM ubuntu\nRUN apt-get update && apt-get -y install curl\n'
 */
export function prependCommand(run: RunStep, beside: Command, command: string): Edit | undefined {
  const script = scriptWith(run, beside);
  const { inside, statement: span } = beside.context;
  const statement = script?.statements.find(({ start }) => start === span.start);
  if (!script || !statement || inside.includes('function')) return undefined;
  const { text } = run.stage.file.source;
  const place = placesBefore(script, statement, beside).find(
    ({ at }) => !SETS_UP_APT.test(text.slice(at, beside.start)),
  );
  if (!place) return undefined;
  const { at, operator } = place;
  return { start: at, end: at, text: command + textBefore(run, script, at, operator) };
}

interface Place {
  readonly at: number;
  readonly operator: Operator;
}

/** Where a command may be inserted before another one, best place first. */
function placesBefore(script: Script, statement: Statement, { start: at }: Command): readonly Place[] {
  const { start, parts, operators } = statement;
  const index = parts.findIndex((part) => part.start <= at && at < part.end);
  const lastOr = operators.lastIndexOf('||');
  const isCertainToRun = lastOr === -1 || index >= lastOr + 2;
  const before = operatorsBefore(script, statement);
  const inChain = { at: parts[index]!.start, operator: '&&' } as const;
  const inFront = { at: start, operator: ';' } as const;
  const places = [
    ...(before.includes('&&') && isCertainToRun ? [inChain] : []),
    ...(before.includes(';') ? [inFront] : []),
  ];
  return index === 0 ? places.reverse() : places;
}
