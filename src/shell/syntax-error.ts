/** The errors of a script, as the parser finds them, with their places in the file. */
import type { ParsedScript, ParseError, SyntaxNode } from 'unbash';
import { type Fragment, slice } from '../text/fragment.ts';
import type { ScriptError, ScriptErrorCode, ShellKind } from './script.ts';
import { traverse } from './traverse.ts';

/** What the parser says, by its words. */
const SAID: readonly (readonly [RegExp, ScriptErrorCode])[] = [
  [/^unexpected token '(.+)'$/, 'unexpected'],
  [
    /^unterminated ((?:double|single) quote|backtick|(?:command|process) substitution|parameter expansion)$/,
    'unclosed',
  ],
  [/^expected '(.+)' to close (?:'\w+'|subshell|brace group)$/, 'no-end'],
  [/^expected '(then|do|in)'/, 'missing'],
  [/^expected (command) (?:after|in) /, 'missing'],
  [/^expected (redirect target)$/, 'missing'],
];

/** The parser gives up where commands are nested deeper than it can follow: that is no error of the script. */
const LIMIT = /^maximum .* exceeded$/;

/**
 * What dash reads otherwise than bash, without an error: `function` is a program there, `[[` too, `((` is a subshell in a
 * subshell, and a name in `${…}` that bash would not take is looked at only when the command runs.
 */
const MAY_BE_BASH =
  /\b(?:function|select|coproc)\b|\[\[|\]\]|\(\(|[<>]\(|&>|(?<!\d)>&(?![\d-])|\|&|\$['"]|=\(|\$\{(?:[^\w?#@*!$-]|\w+(?:[^\w}:+=?%#[/,^@!-]|:[^-+=?]))/;

/** Words of bash that stand at the error itself are looked for as well. */
const LONGEST_WORD = 10;

/** The errors of a parsed script; `source` is the text to which its positions refer. */
export function errorsOf(script: ParsedScript, source: Fragment, shell: ShellKind): readonly ScriptError[] {
  const [first, ...others] = (script.errors ?? []).filter(({ message }) => !LIMIT.test(message));
  if (first === undefined) return shell === 'sh' ? extendedGlobs(script, source) : [];
  const { text } = source;
  const [code, expected] = meaningOf(first.message);
  const [from, to] = code === 'no-end' ? openerOf(script, text) : extentOf(first.pos, text, code, expected);
  const isDoubtful = mayBeAccepted(code, first.pos, text, shell);
  return [
    { ...errorAt(first, source, [from, to], shell), code, ...(expected && { expected }), isDoubtful },
    ...others.map((error) => ({
      ...errorAt(error, source, [error.pos, error.pos + 1], shell),
      consequence: true as const,
    })),
  ];
}

function errorAt(
  { message }: ParseError,
  source: Fragment,
  [from, to]: readonly [from: number, to: number],
  shell: ShellKind,
): ScriptError {
  const { start, end } = slice(source, from, to);
  return { message, code: 'other', shell, isDoubtful: false, start, end };
}

/** Whether the shell may read something before the error, or at it, otherwise than the parser does. */
function mayBeAccepted(code: ScriptErrorCode, pos: number, text: string, shell: ShellKind): boolean {
  const before = text.slice(0, pos + LONGEST_WORD);
  if (shell !== 'sh') return /\$\{[\s|]/.test(before);
  return code === 'other' || MAY_BE_BASH.test(code === 'unclosed' ? text : before);
}

function meaningOf(message: string): readonly [code: ScriptErrorCode, expected?: string] {
  for (const [pattern, code] of SAID) {
    const match = pattern.exec(message);
    if (match) return [code, match[1]!];
  }
  return ['other'];
}

/** A word or an operator; where the text ends, its last word. */
function extentOf(
  pos: number,
  text: string,
  code: ScriptErrorCode,
  expected: string | undefined,
): readonly [from: number, to: number] {
  if (code === 'unclosed')
    return [pos, pos + /^(?:\$\(\(?|\$\{|[<>]\(|.)/s.exec(text.slice(pos, pos + 3))![0].length];
  const from = pos + /^\s*/.exec(text.slice(pos))![0].length;
  if (code === 'unexpected' && expected !== undefined && text.startsWith(expected, from))
    return [from, from + expected.length];
  if (from === text.length || code === 'missing') return lastWord(text.slice(0, pos));
  return [from, from + Math.max(1, /^[^\s;&|<>()]*/.exec(text.slice(from, from + 200))![0].length)];
}

/** The last word or operator of a text. */
function lastWord(text: string): readonly [from: number, to: number] {
  const to = text.trimEnd().length;
  const word = /(?:[^\s;&|<>()]+|[;&|<>()]+)$/.exec(text.slice(Math.max(0, to - 200), to))?.[0] ?? '';
  return [to - word.length, to];
}

/** The words that begin the commands that need an end. */
const OPENERS: ReadonlyMap<SyntaxNode['type'], number> = new Map([
  ['If', 'if'.length],
  ['While', 'while'.length],
  ['For', 'for'.length],
  ['ArithmeticFor', 'for'.length],
  ['Select', 'select'.length],
  ['Case', 'case'.length],
  ['Subshell', '('.length],
  ['BraceGroup', '{'.length],
]);

/** The word that begins the innermost command without an end: the parser has given it none. */
function openerOf(script: ParsedScript, text: string): readonly [from: number, to: number] {
  let opener: readonly [from: number, to: number] | undefined;
  traverse(script, (node) => {
    const length = OPENERS.get(node.type);
    const begins = [node.pos, ...(node.type === 'If' ? node.elif.map(({ pos }) => pos) : [])];
    if (length !== undefined && begins.includes(node.end)) opener = [node.pos, node.pos + length];
    return true;
  });
  return opener ?? lastWord(text);
}

/** `rm !(a)`: a pattern that bash reads only after `shopt -s extglob`, and other shells never. */
function extendedGlobs(script: ParsedScript, source: Fragment): readonly ScriptError[] {
  if (!/[?*+@!]\(/.test(source.text)) return [];
  const errors: ScriptError[] = [];
  traverse(script, (node, depth) => {
    if (node.type === 'TestCommand' || depth > 1) return false;
    if (node.type === 'ExtendedGlob') {
      const { start, end } = slice(source, node.pos, node.end);
      const message = 'unexpected extended glob';
      errors.push({ message, code: 'unexpected', expected: '(', shell: 'sh', isDoubtful: false, start, end });
    }
    return true;
  });
  return errors.slice(0, 1);
}
