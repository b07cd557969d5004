/** Separates flags, their values and operands, as the called program does. */

import type { OptionGrammar } from '../programs/option-grammar.ts';
import { grammarOf } from '../programs/options.ts';
import { slice } from '../text/fragment.ts';
import type { CommandFlag, Word } from './script.ts';
import { wordTail } from './word.ts';

/** The words after a program's name, by kind. */
export interface Arguments {
  readonly flags: readonly CommandFlag[];
  readonly operands: readonly Word[];
  /** The number of operands that are subcommands. */
  readonly subcommands: number;
  /** The index of the first operand among the words; if there is none, the number of words. */
  readonly firstOperand: number;
}

/** Reads the words after the name of a program; `program` is its name without version. */
export function readArguments(program: string, words: readonly Word[]): Arguments {
  const reading = new Reading(program, words);
  while (reading.next());
  return reading;
}

const unknownProgram: OptionGrammar = { singleDash: true };

/** One pass over the words. */
class Reading implements Arguments {
  readonly flags: CommandFlag[] = [];
  readonly operands: Word[] = [];
  subcommands = 0;
  firstOperand: number;
  readonly #words: readonly Word[];
  #path: string;
  #grammar: Grammar;
  #at = 0;
  #onlyOperands = false;

  constructor(program: string, words: readonly Word[]) {
    this.#words = words;
    this.#path = program;
    const options = grammarOf(program) ?? unknownProgram;
    this.#grammar = compiled(options);
    this.#onlyOperands = options.none === true;
    this.firstOperand = words.length;
  }

  /** Reads the next word, with its value if it takes one. */
  next(): boolean {
    const at = this.#at++;
    const word = this.#words[at];
    if (word === undefined) return false;
    const { text } = word;
    const { options } = this.#grammar;
    if (this.#onlyOperands) this.#operand(word, at);
    else if (text === '--') this.#onlyOperands = true;
    else if (text.startsWith('--') || (options.singleDash && /^-./.test(text))) this.#long(word);
    else if (this.#isCluster(text)) this.#cluster(word, 1);
    else if (options.bundle && at === 0 && /^[A-Za-z]+$/.test(text)) this.#bundle(word);
    else this.#operand(word, at);
    return true;
  }

  #isCluster(text: string): boolean {
    const { letters, plus } = this.#grammar.options;
    if (text.length < 2) return false;
    if (text[0] === '+') return plus === true;
    if (text[0] !== '-') return false;
    return letters === undefined || [...text.slice(1)].every((letter) => letters.includes(letter));
  }

  #operand(word: Word, at: number): void {
    if (this.operands.length === 0) this.firstOperand = at;
    this.operands.push(word);
    const { options } = this.#grammar;
    if (options.subcommands && this.operands.length === this.subcommands + 1) this.#subcommand(word);
    else if (options.stops) this.#onlyOperands = true;
  }

  #subcommand({ text }: Word): void {
    this.subcommands++;
    this.#path += ` ${text}`;
    const options = grammarOf(this.#path);
    if (options) this.#grammar = compiled(options);
    // The grammar of a program also reads the options of its subcommands, but there is only one subcommand.
    else this.#grammar = { ...this.#grammar, options: { ...this.#grammar.options, subcommands: undefined } };
  }

  /** `--name`, `--name=value`, `--name value`. */
  #long(word: Word): void {
    const equals = word.text.indexOf('=');
    const written = equals === -1 ? word.text : word.text.slice(0, equals);
    const name = this.#grammar.completed(written);
    if (equals !== -1) this.#push(name, word, word, wordTail(word, equals + 1));
    else if (this.#grammar.valued.has(name)) this.#push(name, word, word, this.#words[this.#at++]);
    else this.#push(name, word, word, undefined);
    if (this.#grammar.last.has(name)) this.#onlyOperands = true;
    if (this.#grammar.commands.has(name)) this.#skipCommand();
  }

  #skipCommand(): void {
    let word = this.#words[this.#at];
    while (word && word.text !== ';' && word.text !== '+') word = this.#words[++this.#at];
    this.#at++;
  }

  /** `-x`, `-xyz`, `-xvalue`, `-x value`; `from` is the index of the first letter. */
  #cluster(word: Word, from: number): void {
    const { text } = word;
    const { options, valued, attached, pairs, last } = this.#grammar;
    const sign = text[0]!;
    for (let at = from; at < text.length; at++) {
      const length = pairs.has(`-${text.slice(at, at + 2)}`) ? 2 : 1;
      const name = sign + text.slice(at, at + length);
      const span = text.length === from + length ? word : slice(word.content, at, at + length);
      const rest = at + length;
      at += length - 1;
      const hasRest = rest < text.length;
      if (options.equals && text[rest] === '=') {
        this.#push(name, span, word, wordTail(word, rest + 1));
        return;
      }
      if (valued.has(name)) {
        const value = hasRest && !options.detached ? wordTail(word, rest) : this.#words[this.#at++];
        this.#push(name, span, word, value);
        if (last.has(name)) this.#onlyOperands = true;
        if (!options.detached) return;
      } else if (hasRest && attached.has(name)) {
        this.#push(name, span, word, wordTail(word, rest));
        return;
      } else {
        this.#push(name, span, word, undefined);
      }
    }
  }

  /** `xzf archive`: letters without a dash; those with a value take the following words, in order. */
  #bundle(word: Word): void {
    for (let at = 0; at < word.text.length; at++) {
      const name = `-${word.text[at]}`;
      const value = this.#grammar.valued.has(name) ? this.#words[this.#at++] : undefined;
      this.#push(name, slice(word.content, at, at + 1), word, value);
    }
  }

  #push(
    name: string,
    { start, end }: { start: number; end: number },
    word: Word,
    value: Word | undefined,
  ): void {
    if (value === undefined) this.flags.push({ name, word, start, end });
    else this.flags.push({ name, word, value, start, end: Math.max(end, value.end) });
  }
}

/** A grammar with its lists split. */
interface Grammar {
  readonly options: Readonly<{ [Key in keyof OptionGrammar]: OptionGrammar[Key] | undefined }>;
  readonly valued: ReadonlySet<string>;
  readonly attached: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** The whole name of an abbreviated long option. */
  completed(name: string): string;
}

const compiledGrammars = new WeakMap<OptionGrammar, Grammar>();

function compiled(options: OptionGrammar): Grammar {
  const known = compiledGrammars.get(options);
  if (known) return known;
  const grammar = compile(options);
  compiledGrammars.set(options, grammar);
  return grammar;
}

function compile(options: OptionGrammar): Grammar {
  const valued = listed(options.valued);
  const attached = listed(options.attached);
  const known = options.abbreviates ? new Set([...valued, ...attached, ...listed(options.bare)]) : undefined;
  return {
    options,
    valued,
    attached,
    pairs: listed(options.pairs),
    last: listed(options.last),
    commands: listed(options.commands),
    completed: (name) =>
      known === undefined || known.has(name) ? name : (onlyWithPrefix(known, name) ?? name),
  };
}

function listed(list: string | undefined): ReadonlySet<string> {
  return new Set(list?.split(/\s+/));
}

function onlyWithPrefix(names: ReadonlySet<string>, prefix: string): string | undefined {
  if (prefix.length < 3) return undefined;
  const matches = [...names].filter((name) => name.startsWith(prefix));
  return matches.length === 1 ? matches[0] : undefined;
}
