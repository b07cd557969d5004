/**
 * How one more command is tied to a script: by which operator, so that a failure before it or of its own still ends the
 * build, and in the author's style.
 */
import type { Run } from '../facts/file.ts';
import type { Command, Script, Statement } from '../shell/script.ts';
import { lineAt, lineText } from '../text/source.ts';
import { lineEnding } from './lines.ts';

export type Operator = '&&' | ';';

/** The script of a RUN that a command belongs to, if it parses and a shell reads it. */
export function scriptWith(run: Run, command: Command): Script | undefined {
  const script = run.scripts.find(({ commands }) => commands.includes(command));
  return script && script.errors.length === 0 && script.statements.length > 0 ? script : undefined;
}

/**
 * What may tie a command to the end of a script. `;` lets it run only if errexit has ended the script after any failure;
 * `&&` must not switch errexit off in what it stands behind.
 */
export function operatorsBehind(script: Script, last: Statement): readonly Operator[] {
  const { before, after } = last.errexit;
  const isCertain = knowsErrexit(script);
  const isOff = isCertain && !before && !after;
  const operators: Operator[] = [];
  if (isOff || !last.reliesOnErrexit) operators.push('&&');
  if (isCertain && before && !last.failsUnnoticed) operators.push(';');
  return operators;
}

/**
 * What ties a command to the statement that it is put before, so that its failure ends the script. Before `;` errexit
 * sees to that, and behind `&&` there must be no way around.
 */
export function operatorBefore(script: Script, statement: Statement): Operator | undefined {
  const isCertain = knowsErrexit(script);
  if (isCertain && statement.errexit.before) return ';';
  const isLast = statement === script.statements.at(-1);
  return isLast || (isCertain && !statement.errexit.after) ? '&&' : undefined;
}

/** Whether errexit is what the script says, statement by statement: it is not switched within one. */
function knowsErrexit({ commands }: Script): boolean {
  return !commands.some(
    ({ name, words, context }) =>
      name === 'set' &&
      words.some(({ text }) => /^[-+](?:[a-z]*e|o$)/.test(text)) &&
      (context.inside.length > 0 || context.mayFail || context.after === '&&' || context.after === '||'),
  );
}

/** The text between the end of a script and a command that is put behind it. */
export function textBehind(run: Run, script: Script, last: Statement, operator: Operator): string {
  const { source } = run.stage.file;
  const inline = inlineText(operator);
  if (run.instruction.json || holdsHeredoc(run, last)) return inline;
  if (isHeredoc(run, script) && operator === ';') {
    return lineEnding(run.stage.file) + indentOf(lineText(source, lineAt(source, last.start)));
  }
  const own = lineBreaks(run, script);
  const like = own.findLast((joint) => joint.operator === operator);
  if (like) return like.text;
  if (isHeredoc(run, script)) return inline;
  const other = own.at(-1);
  if (other) return trailing(run, operator, other.indent);
  const endLine = lineAt(source, last.end);
  if (endLine === lineAt(source, last.parts.at(-1)!.start)) return inline;
  const depth = indentOf(lineText(source, endLine)).length;
  const elsewhere = nearestBreak(run, operator);
  if (elsewhere && (elsewhere.leads || elsewhere.indent.length !== depth)) return elsewhere.text;
  return operator === ';'
    ? trailing(run, operator, elsewhere?.indent ?? COMMAND_INDENT)
    : leading(run, depth);
}

/** The text between a command and the statement that it is put before. */
export function textBefore(run: Run, script: Script, statement: Statement, operator: Operator): string {
  const { file } = run.stage;
  const text = lineText(file.source, lineAt(file.source, statement.start));
  const column = statement.start - file.source.lineStarts[lineAt(file.source, statement.start) - 1]!;
  const indent = indentOf(text);
  if (run.instruction.json || indent.length !== column) return inlineText(operator);
  if (isHeredoc(run, script) && operator === ';') return lineEnding(file) + indent;
  const like = lineBreaks(run, script).findLast((joint) => joint.operator === operator);
  return like?.text ?? inlineText(operator);
}

/** Whether a script is the text of a here-document, as in `RUN <<EOF`. */
export function isHeredoc({ instruction }: Run, { source }: Script): boolean {
  return instruction.heredocs.some(({ body }) => body.start <= source.start && source.end <= body.end);
}

/** Whether a statement opens a here-document, whose text comes before whatever stands on the next line. */
export function holdsHeredoc(run: Run, { start, end }: Statement): boolean {
  return /<<-?\s*["'\\]?\w/.test(run.stage.file.source.text.slice(start, end));
}

/** A place where a script goes on to a new line between two of its commands, as it would be written again. */
interface LineBreak {
  readonly operator: Operator;
  readonly text: string;
  readonly indent: string;
  /** Whether the operator stands in front of the next command. */
  readonly leads: boolean;
}

/** All such places between the parts of a script's top, in order. */
function lineBreaks(run: Run, { statements }: Script): readonly LineBreak[] {
  const { text } = run.stage.file.source;
  const between = (operator: Operator, from: number, to: number) =>
    readBreak(text.slice(from, to), operator) ?? [];
  return statements.flatMap(({ parts, operators, end }, index) => {
    const next = statements[index + 1];
    const within = operators.flatMap((operator, at) =>
      operator === '&&' ? between(operator, parts[at]!.end, parts[at + 1]!.start) : [],
    );
    return next ? [...within, between(';', end, next.start)].flat() : within;
  });
}

/** Comments and blank lines are left out; anything else that stands there is not to be repeated. */
function readBreak(text: string, operator: Operator): LineBreak | undefined {
  const [first = '', ...others] = text.split('\n');
  const last = others.pop();
  if (last === undefined || others.some((line) => !/^\s*(?:#|$)/.test(line))) return undefined;
  const behind = /^[ \t]*(&&|;)?[ \t]*([\\`]?)[ \t]*(?:#[^\r]*)?(\r?)$/.exec(first);
  const before = /^([ \t]*)((?:&&)?[ \t]*)$/.exec(last);
  if (!behind || !before) return undefined;
  const [, tied = '', escape = '', carriageReturn = ''] = behind;
  const [, indent = '', leads = ''] = before;
  if (operator === '&&' ? (tied === '&&') === leads.startsWith('&&') : tied === '&&' || leads !== '')
    return undefined;
  const tail = (tied === '&&' ? ' &&' : tied) + (escape && ` ${escape}`);
  return { operator, text: `${tail}${carriageReturn}\n${indent}${leads}`, indent, leads: leads !== '' };
}

/** How the RUN before this one that has such a place, or else the next, breaks its lines. */
function nearestBreak(run: Run, operator: Operator): LineBreak | undefined {
  const { runs } = run.stage.file;
  const at = runs.indexOf(run);
  for (const other of [...runs.slice(0, at).reverse(), ...runs.slice(at + 1)]) {
    if (other.instruction.json || other.instruction.heredocs.length > 0) continue;
    const breaks = other.scripts.flatMap((script) => lineBreaks(other, script));
    const like = breaks.findLast((joint) => joint.operator === operator);
    if (like) return like;
  }
  return undefined;
}

/** Where the commands of a RUN stand below its first. */
const COMMAND_INDENT = ' '.repeat('RUN '.length);

function trailing(run: Run, operator: Operator, indent: string): string {
  const { escape } = run.stage.file.dockerfile;
  return `${operator === ';' ? ';' : ' &&'} ${escape}${lineEnding(run.stage.file)}${indent}`;
}

/** Most people write `&&` in front; it does not stand as deep as the arguments above it. */
function leading(run: Run, depth: number): string {
  const { escape } = run.stage.file.dockerfile;
  const indent = depth > COMMAND_INDENT.length ? COMMAND_INDENT : ' ';
  return ` ${escape}${lineEnding(run.stage.file)}${indent}&& `;
}

function inlineText(operator: Operator): string {
  return operator === ';' ? '; ' : ' && ';
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}
