/**
 * What BuildKit makes of a word with quotes, escapes and variables in it. Where a variable stands for comes from the
 * caller, who knows what ARG, ENV and base image say; here is only the grammar.
 */
import type { Fragment } from '../text/fragment.ts';
import { type Lexed, type Lexeme, lex, type Modifier, type VariableLexeme } from './lexer.ts';
import { type Pattern, patternOf, replaced, withoutPrefix, withoutSuffix } from './pattern.ts';
import { joinValues, knownText, knownValue, unknownParts, unknownValue, type Value } from './value.ts';
import { isSpace } from './whitespace.ts';

/** The value of a variable; `undefined` when it is certain that it is not set. */
export type Lookup = (name: string) => Value | undefined;

/** Values put together from variables are followed up to this length, lest `a=$a$a` in each line fill the memory. */
const LONGEST_VALUE = 4096;
const NOTHING = knownValue('');
/** Patterns are tried on values only while the product of their lengths is below this. */
const MOST_PATTERN_WORK = 1 << 20;

/**
 * Expands one word: quotes and escapes are taken off, variables replaced. A word that BuildKit cannot read is unknown
 * as a whole.
 */
export function expand(word: Fragment | string, escapeCharacter: string, lookup: Lookup): Value {
  const text = typeof word === 'string' ? word : word.text;
  const { lexemes, error } = lex(text, escapeCharacter);
  if (error) return unknownValue('unsupported', text.slice(error.from, error.to));
  return evaluate(lexemes, lookup);
}

/**
 * Expands a word that BuildKit splits again where the outcome has white space outside quotes. That is so in EXPOSE
 * only: everywhere else a word stays one word. What is unknown is never split.
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
  for (const { value, splits } of lexemes.flatMap((lexeme) => morsels(lexeme, lookup))) {
    if (splits) open = false;
    else if (open) words.at(-1)!.push(value);
    else {
      words.push([value]);
      open = true;
    }
  }
  return words.map(joinValues);
}

/** What a lexeme comes to, cut where it holds white space that splits words. */
function morsels(lexeme: Lexeme, lookup: Lookup): readonly { value: Value; splits: boolean }[] {
  const value = evaluateOne(lexeme, lookup);
  const whole = lexeme.kind === 'variable' ? lexeme.quoted : lexeme.protection !== 'none';
  if (whole) return [{ value, splits: false }];
  return value.parts.flatMap((part) =>
    typeof part === 'string'
      ? runsOf(part).map((run) => ({ value: knownValue(run), splits: isSpace(run[0]) }))
      : [{ value: { parts: [part] }, splits: false }],
  );
}

function evaluate(lexemes: readonly Lexeme[], lookup: Lookup): Value {
  return shortened(joinValues(lexemes.map((lexeme) => evaluateOne(lexeme, lookup))), lexemes);
}

/** The value, if it does not owe too great a length to variables. */
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

/** A `${x?…}` or `${x:?…}` that stops the build. Where in the text it stands, and why. */
export interface MissingVariable {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** It is set, but to nothing. */
  readonly empty: boolean;
}

/** The first variable of a text that must have a value and has none; those inside `${…}` count wherever they stand. */
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
      // As with a default of the ARG itself, what the file says holds unless the builder is told otherwise.
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

/** Whether a variable with this value counts as set; with `colon`, an empty value does not. */
function stateOf(value: Value, colon: boolean): 'set' | 'unset' | 'unset-arg' | 'unknown' {
  const { parts } = value;
  const [first] = parts;
  if (parts.length === 0) return colon ? 'unset' : 'set';
  if (parts.length > 1 || first === undefined || typeof first === 'string') return 'set';
  return first.reason === 'unset-arg' ? 'unset-arg' : 'unknown';
}

/** `#`, `%` and `/`: unknown as soon as anything of it is. */
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

/** Runs of white space and of anything else, in order. */
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
