/**
 * Expands words with quotes, escapes and variables as BuildKit does. The caller looks up the variables, because it
 * knows ARG, ENV and the base image; this file knows only the grammar.
 */
import type { Fragment } from '../text/fragment.ts';
import { type Lexed, type Lexeme, lex, type Modifier, type VariableLexeme } from './lexer.ts';
import { type Pattern, patternOf, replaced, withoutPrefix, withoutSuffix } from './pattern.ts';
import { joinValues, knownText, knownValue, unknownParts, unknownValue, type Value } from './value.ts';
import { isSpace } from './whitespace.ts';

/** The value of a variable; `undefined` when it is certainly not set. */
export type Lookup = (name: string) => Value | undefined;

/**
 * Values built from variables are followed up to this length: `a=$a$a` on each line would otherwise fill the memory.
 */
const LONGEST_VALUE = 4096;
const NOTHING = knownValue('');
/** Patterns are matched against values only while the product of their lengths is below this. */
const MOST_PATTERN_WORK = 1 << 20;

/**
 * Expands one word: removes quotes and escapes, replaces variables. A word that BuildKit cannot read is unknown as a
 * whole.
 */
export function expand(word: Fragment | string, escapeCharacter: string, lookup: Lookup): Value {
  const text = typeof word === 'string' ? word : word.text;
  const { lexemes, error } = lex(text, escapeCharacter);
  if (error) return unknownValue('unsupported', text.slice(error.from, error.to));
  return evaluate(lexemes, lookup);
}

/**
 * Expands a word that BuildKit splits again if the result has white space outside quotes. BuildKit does so in EXPOSE
 * only: everywhere else a word stays one word. Unknown values are never split.
 */
export function expandWords(
  word: Fragment | string,
  escapeCharacter: string,
  lookup: Lookup,
): readonly Value[] {
  const text = typeof word === 'string' ? word : word.text;
  const { lexemes, error } = lex(text, escapeCharacter);
  if (error) return [unknownValue('unsupported', text.slice(error.from, error.to))];
  const words: Value[][] = [];
  let open = false;
  for (const { value, splits } of lexemes.flatMap((lexeme) => splitPieces(lexeme, lookup))) {
    if (splits) open = false;
    else if (open) words.at(-1)!.push(value);
    else {
      words.push([value]);
      open = true;
    }
  }
  return words.map(joinValues);
}

/** The value of a lexeme, cut at the white space that splits words. */
function splitPieces(lexeme: Lexeme, lookup: Lookup): readonly { value: Value; splits: boolean }[] {
  const value = evaluateOne(lexeme, lookup);
  const staysWhole = lexeme.kind === 'variable' ? lexeme.quoted : lexeme.protection !== 'none';
  if (staysWhole) return [{ value, splits: false }];
  return value.parts.flatMap((part) =>
    typeof part === 'string'
      ? runsOf(part).map((run) => ({ value: knownValue(run), splits: isSpace(run[0]) }))
      : [{ value: { parts: [part] }, splits: false }],
  );
}

function evaluate(lexemes: readonly Lexeme[], lookup: Lookup): Value {
  return shortened(joinValues(lexemes.map((lexeme) => evaluateOne(lexeme, lookup))), lexemes);
}

/** The value, or an unknown one if variables made it too long. */
function shortened(value: Value, lexemes: readonly Lexeme[]): Value {
  const length = value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
  if (length <= LONGEST_VALUE) return value;
  const variable = lexemes.find((lexeme) => lexeme.kind === 'variable');
  return variable ? unknownValue('too-long', variable.name) : value;
}

function evaluateOne(lexeme: Lexeme, lookup: Lookup): Value {
  switch (lexeme.kind) {
    case 'text':
      return knownValue(lexeme.text);
    case 'template':
      return unknownValue('template', lexeme.text);
    case 'variable':
      return lexeme.modifier ? modified(lexeme, lexeme.modifier, lookup) : (lookup(lexeme.name) ?? NOTHING);
  }
}

/** A `${x?…}` or `${x:?…}` that stops the build: where in the text it is, and why. */
export interface MissingVariable {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The variable is set, but empty. */
  readonly empty: boolean;
}

/** The first required variable of a text that has no value; variables inside `${…}` count as well. */
export function missingVariable({ lexemes }: Lexed, lookup: Lookup): MissingVariable | undefined {
  for (const lexeme of lexemes) {
    if (lexeme.kind !== 'variable' || !lexeme.modifier) continue;
    const { name, from, to, modifier } = lexeme;
    const inner = missingVariable({ lexemes: [...modifier.word, ...(modifier.replacement ?? [])] }, lookup);
    if (inner) return inner;
    if (modifier.operator !== '?') continue;
    const value = lookup(name);
    const state = value ? stateOf(value, modifier.colon) : 'unset';
    if (state === 'unset' || state === 'unset-arg')
      return { name, from, to, empty: value?.parts.length === 0 };
  }
  return undefined;
}

function modified({ name }: VariableLexeme, modifier: Modifier, lookup: Lookup): Value {
  const value = lookup(name);
  const { operator, colon, word } = modifier;
  const state = value ? stateOf(value, colon) : 'unset';
  switch (operator) {
    case '-':
      // As with the default of an ARG, the value in the file applies unless the builder is given another.
      return state === 'unset' || state === 'unset-arg' ? evaluate(word, lookup) : value!;
    case '+':
      if (state === 'unset' || state === 'unset-arg') return NOTHING;
      return state === 'set' ? evaluate(word, lookup) : value!;
    case '?':
      return state === 'unset' || state === 'unset-arg' ? unknownValue('unsupported', name) : value!;
    default:
      return transformed(name, value ?? NOTHING, modifier, lookup);
  }
}

/** Whether a variable with this value counts as set; with `colon`, an empty value counts as unset. */
function stateOf(value: Value, colon: boolean): 'set' | 'unset' | 'unset-arg' | 'unknown' {
  const { parts } = value;
  const [first] = parts;
  if (parts.length === 0) return colon ? 'unset' : 'set';
  if (parts.length > 1 || first === undefined || typeof first === 'string') return 'set';
  return first.reason === 'unset-arg' ? 'unset-arg' : 'unknown';
}

/** Applies `#`, `%` and `/`: the result is unknown as soon as any input is. */
function transformed(name: string, value: Value, modifier: Modifier, lookup: Lookup): Value {
  const word = evaluate(modifier.word, lookup);
  const replacement = evaluate(modifier.replacement ?? [], lookup);
  const [gap] = [value, word, replacement].flatMap(unknownParts);
  if (gap) return { parts: [gap] };
  const text = knownText(value)!;
  const source = knownText(word)!;
  if (text.length * (source.length + 1) > MOST_PATTERN_WORK) return unknownValue('too-long', name);
  return knownValue(transform(text, modifier.operator, patternOf(source), knownText(replacement)!));
}

function transform(
  text: string,
  operator: Modifier['operator'],
  pattern: Pattern,
  replacement: string,
): string {
  switch (operator) {
    case '#':
    case '##':
      return withoutPrefix(text, pattern, operator === '##');
    case '%':
    case '%%':
      return withoutSuffix(text, pattern, operator === '%%');
    default:
      return replaced(text, pattern, replacement, operator === '//');
  }
}

/** Splits a text into runs of white space and runs of other characters, in order. */
function runsOf(text: string): readonly string[] {
  const runs: string[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && isSpace(text[at]) === isSpace(text[from])) continue;
    runs.push(text.slice(from, at));
    from = at;
  }
  return runs;
}
