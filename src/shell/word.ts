/** Words of the shell: the text that a program receives, and where each of its characters was written. */
import type { AnsiCQuotedPart, DoubleQuotedChild, Word as WordNode, WordPart } from 'unbash';
import { concat, type Fragment, indexAt, slice, substitute } from '../text/fragment.ts';
import type { Assignment, Word } from './script.ts';

/** A word without any of these characters is exactly its text. */
const SPECIAL = /["'\\$`{<>]/;

/** A word of a script; the positions of `node` are indices of `source`. */
export function wordOf(node: WordNode, source: Fragment): Word {
  const raw = slice(source, node.pos, node.end);
  if (!SPECIAL.test(raw.text)) return plainWord(raw, false);
  const unquoted = new Unquoting(source);
  if (node.parts) unquoted.bare(node.parts);
  else unquoted.unescape(node.pos, node.end, ANY);
  return unquoted.word(raw);
}

/** A word that no shell reads, such as one of an exec form: it is taken literally. */
export function plainWord(raw: Fragment, quoted: boolean): Word {
  const { text, start, end } = raw;
  return { text, content: raw, raw, literal: true, quoted, start, end };
}

/** `NAME=value` as a word of `export` and similar commands. */
export function assignmentWord({ value, start, end }: Assignment, raw: Fragment): Word {
  if (!value || value.content === value.raw) {
    return { ...plainWord(raw, false), literal: value?.literal ?? true };
  }
  const content = concat([slice(raw, 0, raw.text.length - value.raw.text.length), value.content], start);
  return { ...value, text: content.text, content, raw, start, end };
}

/** The assignment in a word of `env` and `sudo`: `NAME=value`. */
export function assignmentInWord(word: Word): Assignment {
  const equals = word.text.indexOf('=');
  const { start, end } = word;
  return { name: word.text.slice(0, equals), value: wordTail(word, equals + 1), start, end };
}

/** The part of a word from character `from` of its text on, as a word: the value of `--option=value`. */
export function wordTail(word: Word, from: number): Word {
  if (word.content === word.raw) return { ...word, ...tailOf(word.raw, from) };
  const content = slice(word.content, from);
  const before = slice(word.content, from - 1, from).end;
  const raw = slice(word.raw, indexAt(word.raw, before), indexAt(word.raw, rawEnd(word)));
  return { ...word, text: content.text, content, raw, start: raw.start, end: raw.end };
}

function tailOf(raw: Fragment, from: number): Pick<Word, 'text' | 'content' | 'raw' | 'start' | 'end'> {
  const tail = slice(raw, from);
  return { text: tail.text, content: tail, raw: tail, start: tail.start, end: tail.end };
}

/**
 * The end of a word without the closing quote, if quotes surround all of it: the tail does not include the opening one.
 */
function rawEnd({ raw, content }: Word): number {
  const quote = raw.text[0];
  const isWhole = (quote === '"' || quote === "'") && raw.text.indexOf(quote, 1) === raw.text.length - 1;
  return isWhole ? content.end : raw.end;
}

/** Characters that a backslash quotes; outside quotes it quotes all. */
const ANY = undefined;
const IN_DOUBLE_QUOTES = '$`"\\';
const IN_HEREDOC = '$`\\';

/** The text of a here-document as the program receives it: backslashes are removed unless its delimiter is quoted. */
export function heredocText(body: Fragment, quoted: boolean): Fragment {
  if (quoted || !body.text.includes('\\')) return body;
  const unquoted = new Unquoting(body);
  unquoted.unescape(0, body.text.length, IN_HEREDOC);
  return unquoted.fragment(body.start);
}

/** The script in a backquoted substitution; `raw` includes the backquotes. Inside double quotes `\"` is a quote. */
export function backquotedText(raw: Fragment, inDoubleQuotes: boolean): Fragment {
  const unquoted = new Unquoting(raw);
  unquoted.unescape(1, raw.text.length - 1, inDoubleQuotes ? IN_DOUBLE_QUOTES : IN_HEREDOC);
  return unquoted.fragment(raw.start);
}

/** Removes quotes and escapes, part by part. */
class Unquoting {
  readonly #source: Fragment;
  readonly #parts: Fragment[] = [];
  #literal = true;
  #quoted = false;

  constructor(source: Fragment) {
    this.#source = source;
  }

  word(raw: Fragment): Word {
    const content = this.#quoted ? this.fragment(raw.start) : raw;
    const { start, end } = raw;
    return { text: content.text, content, raw, literal: this.#literal, quoted: this.#quoted, start, end };
  }

  fragment(at: number): Fragment {
    return concat(this.#parts, at);
  }

  bare(parts: readonly WordPart[]): void {
    for (const part of parts) this.#part(part);
  }

  #part(part: WordPart): void {
    switch (part.type) {
      case 'Literal':
        this.unescape(part.pos, part.end, ANY);
        break;
      case 'SingleQuoted':
        this.#verbatim(part.pos + 1, part.pos + 1 + part.value.length);
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        this.#quoted = true;
        for (const child of part.parts) this.#inDoubleQuotes(child);
        break;
      case 'AnsiCQuoted':
        this.#ansi(part);
        break;
      case 'Glob':
      case 'ExtendedGlob':
        this.unescape(part.pos, part.end, ANY);
        break;
      default:
        this.#expansion(part.pos, part.end);
        break;
    }
  }

  /** `$'…'`: if there are escapes, all characters get the place of the whole part. */
  #ansi({ pos, end, text, value }: AnsiCQuotedPart): void {
    this.#quoted = true;
    const isPlain = !text.includes('\\');
    const source = this.#source;
    this.#parts.push(
      isPlain ? slice(source, pos + 2, pos + 2 + value.length) : substitute(value, slice(source, pos, end)),
    );
  }

  #inDoubleQuotes(part: DoubleQuotedChild): void {
    if (part.type === 'Literal') this.unescape(part.pos, part.end, IN_DOUBLE_QUOTES);
    else this.#expansion(part.pos, part.end);
  }

  #verbatim(from: number, to: number): void {
    this.#quoted = true;
    this.#parts.push(slice(this.#source, from, to));
  }

  /** An expansion that only the shell can evaluate stays as written. */
  #expansion(from: number, to: number): void {
    this.#literal = false;
    this.#parts.push(slice(this.#source, from, to));
  }

  /** Removes backslashes before `escapable` characters, and line continuations. */
  unescape(from: number, to: number, escapable: string | undefined): void {
    const text = this.#source.text.slice(from, to);
    let taken = from;
    let next = 0;
    for (let at = text.indexOf('\\'); at !== -1 && at + 1 < text.length; at = text.indexOf('\\', next)) {
      const escaped = text[at + 1]!;
      const isContinuation = escaped === '\n';
      const isEscape = escapable === undefined || escapable.includes(escaped);
      next = isEscape || isContinuation ? at + 2 : at + 1;
      if (next === at + 1) continue;
      this.#quoted = true;
      this.#parts.push(slice(this.#source, taken, from + at));
      if (!isContinuation) this.#parts.push(substitute(escaped, slice(this.#source, from + at, from + next)));
      taken = from + next;
    }
    if (taken < to) this.#parts.push(slice(this.#source, taken, to));
  }
}
