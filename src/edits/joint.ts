/**
 * How a further command is joined to a script: with the operator that lets a failure before it, or its own, still end
 * the build, and in the author's style.
 */
import type { RunStep } from '../model/model.ts';
import type { Command, Script, Statement } from '../shell/script.ts';
import type { Span } from '../text/fragment.ts';
import { lineAt, lineText } from '../text/source.ts';
import { lineEnding } from './lines.ts';

export type Operator = '&&' | ';';

/** The script of a RUN that contains a command, if it parses and a shell reads it. */
export function scriptWith(run: RunStep, command: Command): Script | undefined {
  const script = run.scripts.find(({ commands }) => commands.includes(command));
  return script && script.errors.length === 0 && script.statements.length > 0 ? script : undefined;
}

/**
 * The operators that may join a command to the end of a script. `;` is right only if errexit has ended the script after
 * any failure; `&&` must not switch errexit off in what it follows.
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
 * The operators that may join a command to what follows it, so that its failure ends the script: `;` before a
 * statement where errexit is in force; `&&` as part of a statement that is the last one, or where errexit is off.
 */
export function operatorsBefore(script: Script, statement: Statement): readonly Operator[] {
  const isCertain = knowsErrexit(script);
  const { before, after } = statement.errexit;
  const operators: Operator[] = [];
  if (statement === script.statements.at(-1) || (isCertain && !before && !after)) operators.push('&&');
  if (isCertain && before) operators.push(';');
  return operators;
}

/** Whether the state of errexit is known at each statement: it is not switched within one. */
function knowsErrexit({ commands }: Script): boolean {
  return !commands.some(
    ({ name, words, context }) =>
      name === 'set' &&
      words.some(({ text }) => /^[-+](?:[a-z]*e|o$)/.test(text)) &&
      (context.inside.length > 0 || context.mayFail || context.after === '&&' || context.after === '||'),
  );
}

/** The text between the end of a script and a command that is added after it. */
export function textBehind(run: RunStep, script: Script, last: Statement, operator: Operator): string {
  const { source } = run.stage.file;
  const inline = operator === ';' && standsApart(run, script) ? ' ; ' : inlineText(operator);
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

/** Whether the author writes a blank before `;`. */
function standsApart(run: RunStep, { statements }: Script): boolean {
  const [first, second] = statements;
  if (!first || !second || run.instruction.json) return false;
  return /^[ \t]+;/.test(run.stage.file.source.text.slice(first.end, second.start));
}

/**
 * The text between a command and what it is inserted before: a line break where the author gives each command a line.
 */
export function textBefore(run: RunStep, script: Script, at: number, operator: Operator): string {
  const { file } = run.stage;
  const line = lineAt(file.source, at);
  const text = lineText(file.source, line);
  const before = text.slice(0, at - file.source.lineStarts[line - 1]!);
  const inline = inlineText(operator);
  if (run.instruction.json) return inline;
  const indent = indentOf(text);
  if (indent === before && isHeredoc(run, script) && operator === ';') return lineEnding(file) + indent;
  const breaks = lineBreaks(run, script).filter((joint) => joint.operator === operator);
  const next = breaks.find(({ start }) => start > at);
  // A chain with `&&` in front continues in its own style; other lists use the line break before their next command.
  if (/^[ \t]*&&[ \t]*$/.test(before)) return breaks.find(({ end }) => end === at)?.text ?? inline;
  if (indent === before) return breaks.at(-1)?.text ?? inline;
  return /^\s*RUN\s+(?:--\S+\s+)*$/i.test(before) && next ? next.text : inline;
}

/** Whether a script is the text of a here-document, as in `RUN <<EOF`. */
export function isHeredoc({ instruction }: RunStep, { source }: Script): boolean {
  return instruction.heredocs.some(({ body }) => body.start <= source.start && source.end <= body.end);
}

/** Whether a statement opens a here-document, whose text comes before anything on the next line. */
export function holdsHeredoc(run: RunStep, { start, end }: Statement): boolean {
  return /<<-?\s*["'\\]?\w/.test(run.stage.file.source.text.slice(start, end));
}

/** A place where a script continues on a new line between two of its commands, as it would be written again. */
interface LineBreak extends Span {
  readonly operator: Operator;
  readonly text: string;
  readonly indent: string;
  /** Whether the operator precedes the next command. */
  readonly leads: boolean;
}

/** All such places between the top-level parts of a script, in order. */
function lineBreaks(run: RunStep, { statements }: Script): readonly LineBreak[] {
  const { text } = run.stage.file.source;
  const between = (operator: Operator, start: number, end: number) => {
    const read = readBreak(text.slice(start, end), operator);
    return read ? [{ ...read, start, end }] : [];
  };
  return statements.flatMap(({ parts, operators, end }, index) => {
    const next = statements[index + 1];
    const within = operators.flatMap((operator, at) =>
      operator === '&&' ? between(operator, parts[at]!.end, parts[at + 1]!.start) : [],
    );
    return next ? [...within, ...between(';', end, next.start)] : within;
  });
}

/** Comments and blank lines are left out; any other text there must not be repeated. */
function readBreak(text: string, operator: Operator): Omit<LineBreak, keyof Span> | undefined {
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
  const blank = tied === '&&' || (tied !== '' && /^[ \t]/.test(first)) ? ' ' : '';
  const tail = blank + tied + (escape && ` ${escape}`);
  return { operator, text: `${tail}${carriageReturn}\n${indent}${leads}`, indent, leads: leads !== '' };
}

/** The line break of the nearest RUN before this one that has such a place, or else of the next. */
function nearestBreak(run: RunStep, operator: Operator): LineBreak | undefined {
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

/** The indentation of the commands of a RUN below its first line. */
const COMMAND_INDENT = ' '.repeat('RUN '.length);

function trailing(run: RunStep, operator: Operator, indent: string): string {
  const { escape } = run.stage.file.dockerfile;
  return `${operator === ';' ? ';' : ' &&'} ${escape}${lineEnding(run.stage.file)}${indent}`;
}

/** The style of most people: `&&` in front, indented less than the arguments above it. */
function leading(run: RunStep, depth: number): string {
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
