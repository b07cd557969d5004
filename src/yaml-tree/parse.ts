import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import { knownValue, type Unknown, type Value } from '../dockerfile/value.ts';
import { type Fragment, fragmentOf, type Span, verbatim } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';
import { isMadeByProgram, maskTemplates } from './templates.ts';
import { typeOfPlain, type YamlEntry, type YamlMapping, type YamlNode, type YamlScalar } from './tree.ts';

/** A YAML text, document by document. */
export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  /** Every entry and every item of a list that is written in the file, in order of place. */
  readonly places: readonly YamlPlace[];
  readonly comments: readonly YamlComment[];
  /** What PyYAML cannot read either, in order of place. Empty if a program fills in the file first. */
  readonly problems: readonly YamlProblem[];
}

export interface YamlDocument extends Span {
  /** Without it, the document is empty or cannot be read. */
  readonly root: YamlNode | undefined;
}

/** An entry or an item, with its path. */
export interface YamlPlace extends Span {
  /** The keys that lead to it, its own last; indexes of lists are left out. */
  readonly path: readonly string[];
}

/** A comment without its line end. */
export interface YamlComment extends Span {
  /** The text after the `#`. */
  readonly text: string;
}

export interface YamlProblem extends Span {
  readonly code: string;
  /** In the words of the parser, without a full stop. */
  readonly message: string;
}

/**
 * Codes of the parser for errors in YAML 1.1 too. PyYAML accepts what else it reports: a bracket that closes at the
 * left margin, a repeated key.
 */
const REFUSED_BY_PYYAML: ReadonlySet<string> = new Set([
  'BAD_ALIAS',
  'BAD_SCALAR_START',
  'BAD_DQ_ESCAPE',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'TAB_AS_INDENT',
  'UNEXPECTED_TOKEN',
  'IMPOSSIBLE',
]);

/** Parses YAML. Every text gives a file; its problems say what cannot be read. */
export function parseYaml(source: string): YamlFile {
  const masked = maskTemplates(source);
  try {
    // A carriage return alone ends a line for PyYAML.
    const parsed = parseAllDocuments(masked.text.replace(/\r(?!\n)/g, '\n'), {
      prettyErrors: false,
      uniqueKeys: false,
      strict: false,
      // All scalars are read as texts: what PyYAML makes of them is decided here.
      schema: 'failsafe',
      resolveKnownTags: false,
    });
    const documents = 'empty' in parsed ? [] : (parsed as Document.Parsed[]);
    const places: YamlPlace[] = [];
    const isGiven = isMadeByProgram(source);
    const read = documents.map((document) => {
      const reader = new Reader(source, masked.templates, places);
      const [start, end] = document.range;
      const root = document.contents ? reader.node(document.contents, []) : undefined;
      const found = [...problemsOf(document, masked.text, places), ...reader.problems];
      const lost = isLost(document, masked.text);
      const problems = isGiven || lost ? [] : found;
      // It is not known what a program writes there, or what comes after the place where the parser lost its way.
      const isUnknown = isGiven ? document.errors.length > 0 : lost;
      return { document: { start, end, root: isUnknown ? undefined : root }, problems, lost };
    });
    const problems = read.flatMap((one) => one.problems);
    const isReadable = !isGiven && problems.length === 0 && read.every(({ lost }) => !lost);
    return {
      documents: read.map(({ document }) => document),
      places: places.sort((a, b) => a.start - b.start || b.end - a.end),
      comments: commentsIn(masked.text, source),
      problems: isReadable ? tabsIn(masked.text) : problems.sort((a, b) => a.start - b.start),
    };
  } catch (error) {
    // It is nested too deeply for the parser.
    if (!(error instanceof RangeError)) throw error;
    const problem = { start: 0, end: 0, code: 'TOO_DEEP', message: 'it is nested too deeply' };
    return { documents: [], places: [], comments: [], problems: [problem] };
  }
}

function problemsOf(
  { errors }: Document.Parsed,
  source: string,
  places: readonly YamlPlace[],
): readonly YamlProblem[] {
  return errors
    .filter((error) => REFUSED_BY_PYYAML.has(error.code) || isNeverClosed(error, source))
    .map(({ code, message, pos: [start, end] }) => ({
      code,
      message: message.replace(/^.*(?= end with a [\]}]$)/, 'what a bracket opens must'),
      ...spanOfProblem({ start, end }, source, places),
    }));
}

/**
 * Whether a list or mapping in brackets goes on too far left for the parser: PyYAML accepts that, and everything after it
 * is read in another way.
 */
function isLost({ errors }: Pick<Document.Parsed, 'errors'>, source: string): boolean {
  return errors.some(
    (error) =>
      error.code === 'BAD_INDENT' && NEVER_CLOSED.test(error.message) && !isNeverClosed(error, source),
  );
}

const NEVER_CLOSED = / end with a ([\]}])$/;

/** A bracket that nothing closes. One that goes on too far left has the same code. */
function isNeverClosed({ code, message, pos: [start] }: YAMLParseError, source: string): boolean {
  const [, close] = NEVER_CLOSED.exec(message) ?? [];
  return code === 'BAD_INDENT' && close !== undefined && !source.includes(close, start);
}

/** The place of a problem; for a quote that is never closed, the entry that contains it. */
function spanOfProblem({ start, end }: Span, source: string, places: readonly YamlPlace[]): Span {
  if (start < source.length) return { start, end: Math.min(Math.max(start, end), source.length) };
  const last = places.reduce((found, place) => Math.max(found, place.start), 0);
  const lineEnd = source.indexOf('\n', last);
  return { start: last, end: lineEnd === -1 ? source.length : lineEnd };
}

/** A token of the lexer before a scalar; similar tokens have no text. */
const SCALAR = '\u001f';
const CONTROLS: ReadonlySet<string> = new Set(['\u0002', '\u0018', SCALAR]);

function commentsIn(text: string, source: string): readonly YamlComment[] {
  if (!text.includes('#')) return [];
  const comments: YamlComment[] = [];
  let offset = 0;
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    const end = CONTROLS.has(token) ? offset : offset + token.length;
    if (token.startsWith('#') && previous !== SCALAR) {
      const last = source[end - 1] === '\r' ? end - 1 : end;
      comments.push({ start: offset, end: last, text: source.slice(offset + 1, last) });
    }
    previous = token;
    offset = end;
  }
  return comments;
}

/** The first tab outside quotes, comments and blocks of text: YAML allows it between words, and PyYAML does not. */
function tabsIn(text: string): readonly YamlProblem[] {
  if (!text.includes('\t')) return [];
  let offset = 0;
  let previous = '';
  let isBlock = false;
  for (const token of new Lexer().lex(text)) {
    const isScalar = previous === SCALAR;
    const mayHaveTab = isScalar ? isBlock : /^["'#%]/.test(token);
    const tab = token.indexOf('\t');
    if (tab !== -1 && !mayHaveTab) {
      const start = offset + tab;
      return [{ code: 'TAB', message: 'a tab is outside quotes', start, end: start + 1 }];
    }
    if (isScalar) isBlock = false;
    else if (/^[|>][-+\d]*$/.test(token)) isBlock = true;
    if (!CONTROLS.has(token)) offset += token.length;
    previous = token;
  }
  return [];
}

/** Tags that PyYAML's safe loader knows. */
const KNOWN_TAG =
  /^(?:!|tag:yaml\.org,2002:(?:binary|bool|float|int|map|null|omap|pairs|seq|set|str|timestamp))$/;

/** A document that merges more entries than this was written to be large, not to be read. */
const MOST_MERGED = 10_000;

/** Reads the nodes of one document, in order of the file. */
class Reader {
  readonly #source: string;
  readonly #templates: readonly Span[];
  readonly #places: YamlPlace[];
  /** The anchored nodes that have been reached so far; an anchor may be redefined. */
  readonly #anchors = new Map<string, unknown>();
  /** Nodes that have been read: what several aliases repeat is one object. */
  readonly #known = new Map<unknown, YamlNode>();
  /** Nodes that are being read: an alias inside what it repeats has no end. */
  readonly #open = new Set<unknown>();
  /** What only the reader of the nodes sees. */
  readonly problems: YamlProblem[] = [];
  #mergedCount = 0;

  constructor(source: string, templates: readonly Span[], places: YamlPlace[]) {
    this.#source = source;
    this.#templates = templates;
    this.#places = places;
  }

  node(parsed: unknown, path: readonly string[], at = 0): YamlNode {
    if (isAlias(parsed)) {
      const target = this.#anchors.get(parsed.source);
      if (target === undefined)
        this.#refuse('BAD_ALIAS', `nothing before it is called &${parsed.source}`, parsed);
      const isEndless = target === undefined || this.#open.has(target);
      return isEndless ? emptyAt(parsed.range?.[0] ?? at, 'unknown') : this.node(target, path, at);
    }
    const known = this.#known.get(parsed);
    if (known) return known;
    if (isNode(parsed) && parsed.anchor !== undefined) this.#anchors.set(parsed.anchor, parsed);
    if (isNode(parsed) && parsed.tag !== undefined && !KNOWN_TAG.test(parsed.tag))
      this.#refuse('TAG', `there is no type ${parsed.tag}`, parsed);
    this.#open.add(parsed);
    const read = this.#read(parsed, path, at);
    this.#open.delete(parsed);
    this.#known.set(parsed, read);
    return read;
  }

  #read(parsed: unknown, path: readonly string[], at: number): YamlNode {
    if (isScalar(parsed)) return this.#scalar(parsed);
    if (isMap(parsed)) return this.#mapping(parsed, path);
    if (!isSeq(parsed)) return emptyAt(at, 'null');
    const items = parsed.items.map((item) => {
      const node = this.node(item, path);
      if (!isAlias(item)) this.#places.push({ start: node.start, end: node.end, path });
      return node;
    });
    return { type: 'sequence', items, ...spanOf(parsed) };
  }

  #mapping(parsed: YAMLMap, path: readonly string[]): YamlMapping {
    const own: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    for (const pair of parsed.items) {
      if (isMerge(pair)) merged.push(...this.#merged(pair, path));
      else own.push(this.#entry(pair, path));
    }
    const overridden = new Set(own.map(({ key }) => key.text));
    const entries = [...own, ...merged.filter(({ key }) => !overridden.has(key.text))];
    return { type: 'mapping', entries, ...spanOf(parsed) };
  }

  #entry({ key: parsedKey, value: parsedValue }: Pair, path: readonly string[]): YamlEntry {
    const key = this.#key(parsedKey);
    const own = [...path, key.text];
    const value = this.node(parsedValue, own, key.end);
    const isWritten = !isAlias(parsedValue);
    const end = Math.max(key.end, isWritten ? value.end : (parsedValue.range?.[1] ?? 0));
    this.#places.push({ start: key.start, end, path: own });
    return { start: key.start, end, key, value };
  }

  #key(parsed: unknown): Fragment {
    const node = this.node(parsed, []);
    if (node.type === 'scalar') return node.text;
    this.#refuse('KEY', `a ${node.type === 'mapping' ? 'mapping' : 'list'} cannot be a key`, node);
    return standingFor('', node);
  }

  #refuse(code: string, message: string, node: Parameters<typeof spanOf>[0] | Span): void {
    this.problems.push({
      code,
      message,
      ...('start' in node ? { start: node.start, end: node.end } : spanOf(node)),
    });
  }

  /** The entries of `<<: *base` and `<<: [*a, *b]`; the first of several wins. */
  #merged({ value }: Pair, path: readonly string[]): readonly YamlEntry[] {
    const node = this.node(value, path);
    const sources = node.type === 'sequence' ? node.items : [node];
    const found = new Map<string, YamlEntry>();
    for (const source of sources) {
      for (const entry of source.type === 'mapping' ? source.entries : [])
        if (!found.has(entry.key.text)) found.set(entry.key.text, entry);
    }
    this.#mergedCount += found.size;
    return this.#mergedCount > MOST_MERGED ? [] : [...found.values()];
  }

  #scalar(parsed: Scalar): YamlScalar {
    const { start, end } = spanOf(parsed);
    const isPlain = parsed.type === 'PLAIN' || parsed.type === undefined;
    const templates = this.#templatesIn({ start, end });
    const text = this.#text(parsed, { start, end });
    const data =
      templates.length > 0 || parsed.tag !== undefined
        ? 'unknown'
        : isPlain
          ? typeOfPlain(text.text)
          : 'string';
    return { type: 'scalar', start, end, text, value: this.#value(text, templates), data };
  }

  #templatesIn({ start, end }: Span): readonly Span[] {
    const all = this.#templates;
    const before = (offset: number) => lastAt(all.length, (index) => all[index]!.start, offset - 1) + 1;
    return all.slice(before(start), before(end));
  }

  /** A scalar as it is read, with exact places if it is written in the same way, apart from quotes. */
  #text({ value }: Scalar, { start, end }: Span): Fragment {
    const read = String(value);
    const written = this.#source.slice(start, end);
    for (const quotes of [0, 1]) {
      const inside = written.slice(quotes, written.length - quotes);
      if (masked(inside) === read) return verbatim(inside, start + quotes);
    }
    return standingFor(read, { start, end });
  }

  #value(text: Fragment, templates: readonly Span[]): Value {
    if (templates.length === 0) return knownValue(text.text);
    if (text.end - text.start !== text.text.length)
      return { parts: [{ reason: 'template', name: this.#source.slice(text.start, text.end) }] };
    const parts: (string | Unknown)[] = [];
    let at = text.start;
    for (const { start, end } of templates) {
      if (start > at) parts.push(this.#source.slice(at, start));
      parts.push({ reason: 'template', name: this.#source.slice(start, end) });
      at = end;
    }
    if (at < text.end) parts.push(this.#source.slice(at, text.end));
    return { parts };
  }
}

function masked(text: string): string {
  return maskTemplates(text).text;
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function emptyAt(at: number, data: YamlScalar['data']): YamlScalar {
  return { type: 'scalar', start: at, end: at, text: verbatim('', at), value: knownValue(''), data };
}

/** A text that is not written as it is read: each part of it has the place of the whole. */
function standingFor(text: string, { start, end }: Span): Fragment {
  const pieces = Array.from(text, (_, index) => ({ index, start, end }));
  return fragmentOf(text, [...pieces, { index: text.length, start: end, end }], start);
}

function spanOf({ range }: { readonly range?: readonly number[] | null | undefined }): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
