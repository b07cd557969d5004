/** Reads scripts. The only place that calls the shell parser. */
import {
  type AndOr,
  type CommandNode,
  type Command as CommandSyntax,
  type ParsedScript,
  type Pipeline,
  type PipelineNode,
  parse,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { concat, type Fragment, type Span, slice } from '../text/fragment.ts';
import { bashismsOf } from './bashism.ts';
import { commandOf } from './command.ts';
import { commentsOf } from './comment.ts';
import { heredocOf, type NestedScript, nestedScript } from './nested.ts';
import { type MetStatement, outlineOf } from './outline.ts';
import type {
  BashSyntax,
  Command,
  CommandContext,
  Redirection,
  Script,
  ScriptError,
  ShellKind,
  ShellOptions,
  Statement as TopStatement,
  Word,
} from './script.ts';
import { type CommandPart, type SimpleCommand, simpleCommandOf, spanOf, substitutedText } from './syntax.ts';
import { errorsOf } from './syntax-error.ts';
import { MAX_SUBSTITUTIONS, traverse } from './traverse.ts';
import { assignmentInWord, plainWord } from './word.ts';
import { innerOf, NO_OPTIONS, type Shell } from './wrapper.ts';

/** Reads the text that a shell receives. Never throws; a script for a shell of kind `other` has no commands. */
export function readScript(source: Fragment, shell: Shell | ShellKind): Script {
  const reader = new Reader(typeof shell === 'string' ? { kind: shell, options: NO_OPTIONS } : shell);
  const text = withoutCarriageReturns(source);
  if (reader.shell.kind !== 'other') reader.script(text);
  return reader.result(text);
}

/** Reads the words of an exec form, which no shell touches: one command, or the script of `["sh", "-c", "…"]`. */
export function readExecForm(words: readonly Fragment[], source: Fragment): Script {
  const reader = new Reader({ kind: 'sh', options: NO_OPTIONS });
  reader.words(
    words.map((word) => plainWord(word, true)),
    source,
  );
  return reader.result(source);
}

/** The deepest script in a script (`sh -c`, `eval`) that is read. */
const MAX_NESTED_SCRIPTS = 5;
/** The largest number of programs that run each other (`sudo env nice …`). */
const MAX_WRAPPERS = 16;

/** A file with CRLF line ends means the same as one with LF, because git converts one into the other. */
function withoutCarriageReturns(source: Fragment): Fragment {
  if (!source.text.includes('\r\n')) return source;
  const parts: Fragment[] = [];
  let from = 0;
  for (let at = source.text.indexOf('\r\n'); at !== -1; at = source.text.indexOf('\r\n', from)) {
    parts.push(slice(source, from, at));
    from = at + 1;
  }
  parts.push(slice(source, from));
  return concat(parts, source.start);
}

/** The parser's cost grows with the square of the here-documents on one line; no line that people write has ten. */
const MAX_HEREDOCS_ON_LINE = 500;

function hasTooManyHeredocs(text: string): boolean {
  let count = 0;
  let lineEnd = -1;
  for (let at = text.indexOf('<<'); at !== -1; at = text.indexOf('<<', at + 2)) {
    if (at > lineEnd) {
      const next = text.indexOf('\n', at);
      lineEnd = next === -1 ? text.length : next;
      count = 0;
    }
    if (++count > MAX_HEREDOCS_ON_LINE) return true;
  }
  return false;
}

/** How often a script with errors is parsed again from its next command on. */
const MAX_PARSES = 8;

/** Where the next command may begin if the parser stopped at a token that it did not expect. */
function resumption({ commands, errors }: ParsedScript, text: string): number | undefined {
  const end = commands[commands.length - 1]?.end ?? 0;
  const stop = errors?.find(({ message, pos }) => pos >= end && message.startsWith('unexpected token'));
  if (!stop) return undefined;
  const separator = /&&|\|\||;|\n/g;
  separator.lastIndex = stop.pos;
  return separator.test(text) ? separator.lastIndex : undefined;
}

/** A parsed text, kept for later questions. */
interface Tree {
  readonly source: Fragment;
  readonly syntax: ParsedScript;
  readonly kind: ShellKind;
  /** It is in another script: `sh -c '…'`. */
  readonly nested: boolean;
}

/** The surroundings of a part of a script. */
interface Place {
  /** The text to which the positions of the syntax refer. */
  readonly source: Fragment;
  readonly shell: ShellKind;
  readonly inside: CommandContext['inside'];
  /** Absent at the top of the script. */
  readonly statement?: Span;
  readonly mayFail: boolean;
  readonly wrappers: readonly Command[];
  readonly user: string | undefined;
  /** The number of scripts around this one. */
  readonly depth: number;
  /** The number of substitutions around it. */
  readonly substitutions: number;
  /** Whether the text is exactly known, so that syntax errors in it are real errors. */
  readonly literal: boolean;
}

/** How a command is joined to the one before it. */
interface Link {
  readonly after: CommandContext['after'];
  readonly pipeline: CommandContext['pipeline'];
  /** The here-document that `cat <<EOF |` sends to it. */
  readonly input?: Redirection;
}

/** The result of reading a script. */
interface Findings extends Omit<Script, 'statements' | 'comments' | 'bashisms'> {
  readonly trees: readonly Tree[];
  readonly met: readonly MetStatement[];
}

/** A script that was read; rarely needed parts are worked out on demand. */
class ReadScript implements Script {
  readonly kind: Script['kind'];
  readonly source: Fragment;
  readonly commands: readonly Command[];
  readonly functions: ReadonlySet<string>;
  readonly loopVariables: ReadonlySet<string>;
  readonly errors: readonly ScriptError[];
  readonly #trees: readonly Tree[];
  readonly #met: readonly MetStatement[];
  #statements: readonly TopStatement[] | undefined;
  #comments: readonly Fragment[] | undefined;
  #bashisms: readonly BashSyntax[] | undefined;

  constructor(found: Findings) {
    this.kind = found.kind;
    this.source = found.source;
    this.commands = found.commands;
    this.functions = found.functions;
    this.loopVariables = found.loopVariables;
    this.errors = found.errors;
    this.#trees = found.trees;
    this.#met = found.met;
  }

  get statements(): readonly TopStatement[] {
    this.#statements ??= this.#met.map((statement) => outlineOf(statement, this.functions));
    return this.#statements;
  }

  get comments(): readonly Fragment[] {
    const main = this.#trees.find((tree) => tree.source === this.source);
    this.#comments ??= main ? commentsOf(main.syntax, this.source) : [];
    return this.#comments;
  }

  get bashisms(): readonly BashSyntax[] {
    this.#bashisms ??= this.#trees
      .filter(({ kind }) => kind === 'sh')
      .flatMap((tree) => bashismsOf(tree.syntax, tree.source, tree.nested));
    return this.#bashisms;
  }
}

/** Reads one script: walks the syntax in order and collects commands. */
class Reader {
  readonly shell: Shell;
  readonly #commands: Command[] = [];
  readonly #functions = new Set<string>();
  readonly #loopVariables = new Set<string>();
  readonly #statements: MetStatement[] = [];
  readonly #errors: ScriptError[] = [];
  readonly #trees: Tree[] = [];
  #pipelines = 0;
  /** The options in force at the current place. */
  #options: ShellOptions;

  constructor(shell: Shell) {
    this.shell = shell;
    this.#options = shell.options;
  }

  result(source: Fragment): Script {
    return new ReadScript({
      kind: this.shell.kind,
      source,
      commands: this.#commands,
      functions: this.#functions,
      loopVariables: this.#loopVariables,
      errors: this.#errors,
      trees: this.#trees,
      met: this.#statements,
    });
  }

  script(source: Fragment): void {
    this.#parsed(this.#top(source));
  }

  words(words: readonly Word[], source: Fragment): void {
    if (words.length === 0) return;
    this.#open({ ...bare, span: around(words), words }, this.#top(source), this.#alone(''));
  }

  #top(source: Fragment): Place {
    const shell = this.shell.kind;
    return {
      source,
      shell,
      inside: [],
      mayFail: false,
      wrappers: [],
      user: undefined,
      depth: 0,
      substitutions: 0,
      literal: true,
    };
  }

  /** Parses a text, and the rest of it if the parser stops early. */
  #parsed(place: Place): void {
    if (hasTooManyHeredocs(place.source.text)) return;
    let rest: Place | undefined = place;
    for (let parses = 0; rest && parses < MAX_PARSES; parses++) {
      const { source, shell, depth }: Place = rest;
      const syntax = parse(source.text);
      this.#trees.push({ source, syntax, kind: shell, nested: depth > 0 });
      this.#script(syntax, rest);
      const next = resumption(syntax, source.text);
      // Later errors are most likely consequences of the same mistake.
      rest = next === undefined ? undefined : { ...rest, source: slice(source, next), literal: false };
    }
  }

  #script(script: ParsedScript, place: Place): void {
    if (place.literal) this.#errors.push(...errorsOf(script, place.source, place.shell));
    this.#list(script.commands, place);
  }

  /** Statements in sequence. */
  #list(statements: readonly Statement[], place: Place): void {
    let after: Link['after'] = '';
    for (const statement of statements) {
      const span = place.statement ?? spanOf(statement, place.source);
      const mayFail = place.mayFail || statement.background === true;
      const before = this.#options.errexit;
      this.#statement(statement.command, { ...place, statement: span, mayFail }, after);
      if (!place.statement) {
        const errexit = { before, after: this.#options.errexit };
        this.#statements.push({ syntax: statement, source: place.source, errexit });
      }
      after = statement.background ? '&' : ';';
    }
  }

  #statement(node: PipelineNode | AndOr, place: Place, after: Link['after']): void {
    if (node.type !== 'AndOr') {
      this.#pipeline(node, place, after);
      return;
    }
    const lastOr = node.operators.lastIndexOf('||');
    node.commands.forEach((command, index) => {
      const mayFail = place.mayFail || index <= lastOr;
      this.#pipeline(command, { ...place, mayFail }, index === 0 ? after : node.operators[index - 1]!);
    });
  }

  #pipeline(node: PipelineNode, place: Place, after: Link['after']): void {
    if (node.type !== 'Pipeline') {
      this.#command(node, place, this.#alone(after));
      return;
    }
    const inner = this.#prefixed(node, place);
    const index = this.#pipelines++;
    const length = node.commands.length;
    let input: Redirection | undefined;
    node.commands.forEach((command, position) => {
      const first = this.#commands.length;
      const link: Link = { after, pipeline: { index, position, length } };
      this.#command(command, inner, input ? { ...link, input } : link);
      const found = this.#commands[first];
      input = found?.is('cat') && found.words.length === 0 ? heredocOf(found.redirections) : undefined;
    });
  }

  #alone(after: Link['after']): Link {
    return { after, pipeline: { index: this.#pipelines++, position: 0, length: 1 } };
  }

  /** `time` and `!` before a pipeline. */
  #prefixed({ prefixes }: Pipeline, place: Place): Place {
    const mayFail = place.mayFail || prefixes.some(({ type }) => type === 'Negation');
    const time = prefixes.find((prefix) => prefix.type === 'Time');
    if (!time) return { ...place, mayFail };
    const word = plainWord(slice(place.source, time.pos, time.keywordEnd), false);
    const { wrappers, user } = place;
    const context = this.#context(place, this.#alone(''));
    const command = commandOf({ ...bare, span: word, words: [word], wrappers, user, context });
    return { ...place, wrappers: [...wrappers, command], mayFail };
  }

  #command(node: CommandNode, place: Place, link: Link): void {
    switch (node.type) {
      case 'Command':
        this.#simple(node, place, link);
        break;
      case 'Redirected':
        this.#command(node.command, place, link);
        for (const redirect of node.redirects) this.#substitutions(redirect, place);
        break;
      case 'If': {
        const branch = within(place, 'if');
        for (const { clause, then } of [node, ...node.elif]) {
          this.#list(clause.commands, { ...within(branch, 'condition'), mayFail: true });
          this.#list(then.commands, branch);
        }
        this.#list(node.else?.commands ?? [], branch);
        break;
      }
      case 'While': {
        const loop = within(place, 'loop');
        this.#list(node.clause.commands, { ...within(loop, 'condition'), mayFail: true });
        this.#list(node.body.commands, loop);
        break;
      }
      case 'For':
      case 'Select':
        this.#loopVariables.add(node.name.value);
        for (const word of node.wordlist ?? []) this.#substitutions(word, place);
        this.#list(node.body.commands, within(place, 'loop'));
        break;
      case 'ArithmeticFor':
        for (const part of [node.initialize, node.test, node.update])
          if (part) this.#substitutions(part, place);
        this.#list(node.body.commands, within(place, 'loop'));
        break;
      case 'Subshell':
        this.#apart(() => this.#list(node.body.commands, within(place, 'subshell')));
        break;
      case 'BraceGroup':
        this.#list(node.body.commands, within(place, 'group'));
        break;
      case 'Case':
        this.#substitutions(node.word, place);
        for (const { pattern, body } of node.items) {
          for (const word of pattern) this.#substitutions(word, place);
          this.#list(body.commands, within(place, 'case'));
        }
        break;
      case 'Function':
      case 'Coproc': {
        const { body } = node;
        if (node.type === 'Function') this.#functions.add(node.name.text);
        const inner = node.type === 'Function' ? within(place, 'function') : place;
        this.#apart(() => {
          if (body.type === 'CompoundList') this.#list(body.commands, inner);
          else this.#command(body, inner, link);
        });
        break;
      }
      default:
        this.#substitutions(node, place);
        break;
    }
  }

  /** Runs a part whose changes of options do not affect the surrounding shell. */
  #apart(walk: () => void, options = this.#options): void {
    const before = this.#options;
    this.#options = options;
    walk();
    this.#options = before;
  }

  /** Commands in the substitutions of words, redirections, tests and arithmetic. */
  #substitutions(root: SyntaxNode, place: Place): void {
    traverse(root, (node) => {
      switch (node.type) {
        case 'Word':
          return MAY_SUBSTITUTE.test(node.text);
        case 'CommandExpansion':
        case 'ProcessSubstitution':
        case 'ArithmeticCommandExpansion': {
          if (place.substitutions >= MAX_SUBSTITUTIONS || !node.script) return false;
          const source = substitutedText(node, node.script, place.source);
          if (source) this.#substituted(node.script, { ...place, source });
          return false;
        }
        default:
          return true;
      }
    });
  }

  #substituted(script: ParsedScript, place: Place): void {
    const substitutions = place.substitutions + 1;
    const inner = { ...within(place, 'substitution'), substitutions, mayFail: true };
    this.#apart(() => this.#script(script, inner));
  }

  #simple(node: CommandSyntax, place: Place, link: Link): void {
    const simple = simpleCommandOf(node, place.source);
    const opened = new Set(this.#open(simple, place, link));
    for (const { part, syntax } of simple.parts) if (!opened.has(part)) this.#substitutions(syntax, place);
  }

  /**
   * Looks through programs that run others, and adds the commands they run. Returns the words and redirections whose
   * text was read as a script.
   */
  #open(simple: SimpleCommand, place: Place, link: Link): readonly CommandPart[] {
    const { span, redirections } = simple;
    const context = this.#context(place, link);
    let { words, assignments } = simple;
    let { wrappers, user } = place;
    const command = () => commandOf({ span, words, assignments, redirections, wrappers, user, context });
    for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
      const inner = innerOf(words);
      if (!inner) break;
      if (inner.runs === 'command') {
        const own = words.slice(0, inner.assignments);
        wrappers = [
          ...wrappers,
          commandOf({ ...bare, span: around(own), words: own, wrappers, user, context }),
        ];
        assignments = [...assignments, ...words.slice(inner.assignments, inner.at).map(assignmentInWord)];
        words = words.slice(inner.at);
        user = inner.user ?? user;
        continue;
      }
      const script = nestedScript(inner, redirections, link.input);
      if (!script || place.depth >= MAX_NESTED_SCRIPTS) break;
      const nested = { ...place, wrappers: [...wrappers, command()], user: inner.user ?? user };
      if (this.#nested(script, inner.shell, nested)) return script.from;
      break;
    }
    const found = addedTo(this.#commands, command());
    if (found.name === 'set' && link.pipeline.length === 1) this.#options = changedBy(found, this.#options);
    if (found.name === 'find') this.#executed(found, place, link);
    return [];
  }

  /** Reads a script in a script; returns whether it has any command. */
  #nested({ text, literal }: NestedScript, shell: Shell | undefined, place: Place): boolean {
    const before = this.#commands.length;
    const inner = { ...place, source: text, literal: place.literal && literal, depth: place.depth + 1 };
    // Only `eval` runs in the surrounding shell.
    if (!shell) this.#parsed(inner);
    else {
      // The shell of an exec form is the one that the RUN starts.
      const child = { ...(place.statement ? within(inner, 'subshell') : inner), shell: shell.kind };
      this.#apart(() => this.#parsed(child), shell.options);
    }
    return this.#commands.length > before;
  }

  /** `find … -exec program … \;` */
  #executed(find: Command, place: Place, link: Link): void {
    if (place.depth >= MAX_NESTED_SCRIPTS) return;
    const { words } = find;
    const wrappers = [...find.wrappers, find];
    for (let at = 0; at < words.length; at++) {
      if (!/^-(exec|execdir|ok|okdir)$/.test(words[at]!.text)) continue;
      const from = at + 1;
      while (at < words.length && words[at]!.text !== ';' && words[at]!.text !== '+') at++;
      const inner = words.slice(from, at);
      if (inner.length === 0) continue;
      const simple = { ...bare, span: around(inner), words: inner };
      this.#open(simple, { ...place, wrappers, depth: place.depth + 1 }, link);
    }
  }

  #context({ inside, statement, mayFail, source }: Place, { after, pipeline }: Link): CommandContext {
    return { pipeline, after, inside, statement: statement ?? source, mayFail, options: this.#options };
  }
}

const MAY_SUBSTITUTE = /[$`]|[<>]\(/;

const bare = { assignments: [], redirections: [] } as const;

/** The options of a shell after `set`. */
function changedBy(set: Command, before: ShellOptions): ShellOptions {
  let { errexit, pipefail } = before;
  for (const { name, value } of set.flags) {
    const on = name.startsWith('-');
    const option = value?.text;
    if (/^.e$/.test(name) || option === 'errexit') errexit = on;
    if (option === 'pipefail') pipefail = on;
  }
  return { errexit, pipefail };
}

function within(place: Place, what: CommandContext['inside'][number]): Place {
  return { ...place, inside: [what, ...place.inside] };
}

function around(words: readonly Word[]): Span {
  return { start: words[0]!.start, end: words[words.length - 1]!.end };
}

function addedTo<Item>(list: Item[], item: Item): Item {
  list.push(item);
  return item;
}
