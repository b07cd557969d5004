/**
 * The small shell language that BuildKit has for itself: quotes, escapes, `$x` and `${x…}` with modifiers. It decides
 * how words of ENV, COPY, WORKDIR … are expanded, and where a heredoc begins. This file reads a text into lexemes;
 * `expand.ts` works out their values.
 */
import { type TemplateFinder, templateFinder } from './template.ts';

/** A stretch of a word; `from` and `to` are indices in the text that was read. */
export type Lexeme = LiteralText | VariableLexeme;

interface LiteralText {
  readonly kind: 'text' | 'template';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** `quote`: was in quotes, or, with an empty text, is a quote itself; `escape`: followed the escape character. */
  readonly protection: 'none' | 'quote' | 'escape';
}

export interface VariableLexeme {
  readonly kind: 'variable';
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  readonly modifier?: Modifier;
}

/** What follows the name in `${name…}`. */
export interface Modifier {
  readonly operator: '-' | '+' | '?' | '#' | '##' | '%' | '%%' | '/' | '//';
  /** Whether a colon preceded the operator: an empty value then counts as unset. */
  readonly colon: boolean;
  /** Default, alternative, message or pattern. */
  readonly word: readonly Lexeme[];
  /** What `/` and `//` put in place of the pattern. */
  readonly replacement?: readonly Lexeme[];
}

/** Why BuildKit refuses to expand a text, and where. */
interface LexicalError {
  readonly code: 'unterminated-quote' | 'bad-substitution';
  readonly from: number;
  readonly to: number;
}

/** The lexemes up to the first error. */
export interface Lexed {
  readonly lexemes: readonly Lexeme[];
  readonly error?: LexicalError;
}

/** The deepest `${a:-${b:-…` that is read; nobody nests deeper, and a parser must not run out of stack. */
const DEEPEST_NESTING = 100;

/** A number, a special parameter of the shell, or a name: BuildKit takes all of them as names. */
const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

/**
 * Reads the body of a heredoc: quotes are plain text there, and the backslash is the escape character whatever the file
 * says.
 */
export function lexBody(text: string): Lexed {
  return read(new Lexer(text, '\\', false));
}

/** Reads a text with the escape character of the file. */
export function lex(text: string, escapeCharacter: string): Lexed {
  if (!/["'$`\\{]/.test(text)) {
    return { lexemes: text === '' ? [] : [plain(text, 0)] };
  }
  return read(new Lexer(text, escapeCharacter, true));
}

function read(lexer: Lexer): Lexed {
  lexer.readUntil(undefined, false);
  const { lexemes, error } = lexer;
  return error ? { lexemes, error } : { lexemes };
}

/** Whether a text holds a variable. */
export function hasVariable(text: string): boolean {
  return text.includes('$') && lex(text, '\\').lexemes.some((lexeme) => lexeme.kind === 'variable');
}

function plain(text: string, from: number): LiteralText {
  return { kind: 'text', text, from, to: from + text.length, protection: 'none' };
}

/** Reads from left to right; an error ends the reading. */
class Lexer {
  lexemes: Lexeme[] = [];
  error: LexicalError | undefined;
  readonly #text: string;
  readonly #escapeCharacter: string;
  readonly #quotes: boolean;
  readonly #templateEnd: TemplateFinder;
  #at = 0;
  #depth = 0;
  /** Where the innermost open `${` began. */
  #substitution = 0;

  constructor(text: string, escapeCharacter: string, quotes: boolean) {
    this.#quotes = quotes;
    this.#text = text;
    this.#escapeCharacter = escapeCharacter;
    this.#templateEnd = templateFinder(text);
  }

  /** Reads up to `stop`, which is consumed, or to the end. In a pattern (`keepEscapes`) escapes are kept as text. */
  readUntil(stop: string | undefined, keepEscapes: boolean): void {
    let from = this.#at;
    const flush = () => this.#addText(from, this.#at, 'none');
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (character === stop) {
        flush();
        this.#at++;
        return;
      }
      const opensQuote = this.#quotes && (character === '"' || character === "'");
      if (this.#templateHere() !== undefined || character === '$' || opensQuote) {
        flush();
        if (!this.#readTemplate('none')) this.#readSpecial(character!, keepEscapes);
        from = this.#at;
      } else if (character === this.#escapeCharacter) {
        flush();
        this.#readEscape(keepEscapes);
        from = this.#at;
      } else this.#at++;
    }
    flush();
    if (stop !== undefined) this.#fail('bad-substitution', this.#substitution);
  }

  #readSpecial(character: string, keepEscapes: boolean): void {
    if (character === '$') this.#readDollar(false);
    else if (character === "'") this.#readSingleQuoted();
    else this.#readDoubleQuoted(keepEscapes);
  }

  #readEscape(keepEscapes: boolean): void {
    const start = this.#at;
    this.#at = Math.min(start + 2, this.#text.length);
    this.#addText(keepEscapes ? start : start + 1, this.#at, 'escape');
  }

  #readSingleQuoted(): void {
    const start = this.#at;
    const end = this.#text.indexOf("'", start + 1);
    if (end === -1) this.#fail('unterminated-quote', start);
    else {
      this.#addQuoted(start + 1, end, true);
      this.#at = end + 1;
    }
  }

  #readDoubleQuoted(keepEscapes: boolean): void {
    const start = this.#at++;
    let from = this.#at;
    this.#addQuoted(from, from, true);
    const flush = () => this.#addQuoted(from, this.#at, false);
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (character === '"') {
        flush();
        this.#at++;
        return;
      }
      if (character === '$' || this.#templateHere() !== undefined) {
        flush();
        if (!this.#readTemplate('quote')) this.#readDollar(true);
        from = this.#at;
      } else if (character === this.#escapeCharacter && this.#escapesInQuotes(this.#text[this.#at + 1])) {
        if (!keepEscapes) {
          flush();
          from = this.#at + 1;
        }
        this.#at += 2;
      } else this.#at++;
    }
    this.#fail('unterminated-quote', start);
  }

  #escapesInQuotes(next: string | undefined): boolean {
    return next === '"' || next === '$' || next === this.#escapeCharacter;
  }

  #readDollar(quoted: boolean): void {
    const from = this.#at++;
    if (this.#text[this.#at] !== '{') {
      const name = this.#readName();
      if (name !== '') this.lexemes.push({ kind: 'variable', name, from, to: this.#at, quoted });
      else this.#addText(from, this.#at, quoted ? 'quote' : 'none');
      return;
    }
    this.#at++;
    const name = this.#readName();
    const next = this.#text[this.#at++];
    if (next === '}' && name !== '') {
      this.lexemes.push({ kind: 'variable', name, from, to: this.#at, quoted });
      return;
    }
    const modifier = name === '' ? undefined : this.#readModifier(from, next);
    if (modifier) this.lexemes.push({ kind: 'variable', name, from, to: this.#at, quoted, modifier });
    else this.#fail('bad-substitution', from);
  }

  /** Reads from after the first character of the operator to the `}`; `undefined` when that is not an operator. */
  #readModifier(from: number, first: string | undefined): Modifier | undefined {
    const colon = first === ':';
    const operator = colon ? this.#text[this.#at++] : first;
    if (colon && !/^[-+?]$/.test(operator ?? '')) return undefined;
    switch (operator) {
      case '-':
      case '+':
      case '?':
        return { operator, colon, word: this.#readPart(from, '}', false) };
      case '#':
        return { operator: this.#skip('#') ? '##' : '#', colon, word: this.#readPart(from, '}', true) };
      case '%':
        return { operator: this.#skip('%') ? '%%' : '%', colon, word: this.#readPart(from, '}', true) };
      case '/': {
        const all = this.#skip('/');
        const word = this.#readPart(from, '/', true);
        return { operator: all ? '//' : '/', colon, word, replacement: this.#readPart(from, '}', true) };
      }
      default:
        return undefined;
    }
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** Reads a part of the modifier of the `${` at `from` into separate lexemes. */
  #readPart(from: number, stop: string, keepEscapes: boolean): readonly Lexeme[] {
    const outer = { lexemes: this.lexemes, substitution: this.#substitution };
    this.lexemes = [];
    this.#substitution = from;
    if (++this.#depth > DEEPEST_NESTING) this.#fail('bad-substitution', from);
    else this.readUntil(stop, keepEscapes);
    this.#depth--;
    const part = this.lexemes;
    this.lexemes = outer.lexemes;
    this.#substitution = outer.substitution;
    return part;
  }

  #readName(): string {
    const from = this.#at;
    NAME.lastIndex = from;
    const name = NAME.exec(this.#text)?.[0] ?? '';
    this.#at = from + name.length;
    return name;
  }

  #templateHere(): number | undefined {
    const dollar = this.#text[this.#at] === '$' ? 1 : 0;
    return this.#templateEnd(this.#at + dollar);
  }

  /** Reads `{{…}}`, also `${{…}}`. */
  #readTemplate(protection: LiteralText['protection']): boolean {
    const end = this.#templateHere();
    if (end === undefined) return false;
    const from = this.#at;
    this.#at = end;
    this.lexemes.push({ kind: 'template', text: this.#text.slice(from, end), from, to: end, protection });
    return true;
  }

  #addText(from: number, to: number, protection: LiteralText['protection']): void {
    if (to > from)
      this.lexemes.push({ kind: 'text', text: this.#text.slice(from, to), from, to, protection });
  }

  #addQuoted(from: number, to: number, evenIfEmpty: boolean): void {
    if (to > from || evenIfEmpty) {
      this.lexemes.push({ kind: 'text', text: this.#text.slice(from, to), from, to, protection: 'quote' });
    }
  }

  /** Records the first error and stops reading. */
  #fail(code: LexicalError['code'], from: number): void {
    const to = code === 'unterminated-quote' ? this.#text.length : Math.min(this.#at, this.#text.length);
    this.error ??= { code, from, to };
    this.#at = this.#text.length;
  }
}
