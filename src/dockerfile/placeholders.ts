/**
 * Documentation text that was pasted and never filled in: `<image_name>`, `<package-1>`, a lone `...`.
 *
 * Such text means nothing to BuildKit or a shell, or worse, something else: `<package-1>` redirects in a shell, and a
 * line with just `...` ends a RUN, so that its next line is read as an instruction. What is linted is therefore the
 * file as it was meant, with the placeholders as unknown values.
 */
import { concat, type Fragment, type Span, slice, verbatim } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';
import { liesInAny } from '../text/spans.ts';
import type { Dockerfile, Instruction } from './tree.ts';
import { isSpace } from './whitespace.ts';
import { quotedIn } from './words.ts';

/** A word with placeholders in it, about which nothing else can be said. */
export interface Placeholder extends Span {
  /** From the first to the last of them: `<image_name>:<tag>`. */
  readonly left: Fragment;
  readonly instruction: Instruction;
  /** Set when the placeholder ended its instruction too early: this instruction was meant to be the rest of it. */
  readonly cutOff?: Instruction;
}

/** A Dockerfile as it was meant, with its placeholders in order of place. */
export interface Meant {
  readonly dockerfile: Dockerfile;
  readonly placeholders: readonly Placeholder[];
}

/**
 * Finds the placeholders of a file. In the returned Dockerfile they are variables to the shell, an instruction that a
 * lone `...` broke off is whole again, and problems in placeholders are left out.
 */
export function readPlaceholders(dockerfile: Dockerfile): Meant {
  if (!/<|\.\.\.|…/.test(dockerfile.source.text)) return { dockerfile, placeholders: [] };
  const meant = rejoined(dockerfile);
  const placeholders: Placeholder[] = [];
  const instructions = meant.instructions.map((instruction) =>
    readInstruction(instruction, dockerfile, (found) => {
      const cutOff = meant.cutOff.get(found.left.end);
      placeholders.push(cutOff ? { ...found, cutOff } : found);
    }),
  );
  if (placeholders.length === 0) return { dockerfile, placeholders };
  placeholders.sort((a, b) => a.start - b.start);
  const gone = new Set([...meant.cutOff.values()].map(({ keyword }) => keyword.start));
  const problems = dockerfile.problems.filter(
    (problem) => !gone.has(problem.start) && !liesInAny(problem, placeholders),
  );
  return { dockerfile: { ...dockerfile, instructions, problems }, placeholders };
}

/**
 * The instructions, where each RUN that a lone `...` broke off is joined with the instructions that were its other
 * lines.
 */
function rejoined({ instructions, source }: Dockerfile) {
  const groups: Instruction[][] = [];
  const cutOff = new Map<number, Instruction>();
  for (const instruction of instructions) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const broken = group && last && instruction.name === 'UNKNOWN' && isShellRun(group[0]!) && last.rest;
    if (broken && endsInEllipsis(broken, source)) {
      group.push(instruction);
      cutOff.set(broken.end, instruction);
    } else groups.push([instruction]);
  }
  return { instructions: groups.map(joined), cutOff };
}

function isShellRun(instruction: Instruction): boolean {
  return instruction.name === 'RUN' && instruction.form === 'shell' && instruction.heredocs.length === 0;
}

function endsInEllipsis({ text, end }: Fragment, source: SourceFile): boolean {
  const dots = /(?<!\S)(?:\.\.\.|…)$/.exec(text)?.[0];
  return dots !== undefined && isAloneOnItsLine({ start: end - dots.length, end }, '', source);
}

/** Joins a RUN with the instructions that are its other lines. */
function joined([first, ...others]: readonly Instruction[]): Instruction {
  const last = others.at(-1);
  if (first!.name !== 'RUN' || !last) return first!;
  const parts = others.flatMap((other) => [verbatim(' ', other.start), wholeOf(other)]);
  const join = (fragment: Fragment) => concat([fragment, ...parts], fragment.start);
  return {
    ...first,
    rest: join(first.rest),
    args: first.args.map(join),
    end: last.end,
    endLine: last.endLine,
  };
}

/** Keyword and arguments of an instruction as one text. */
function wholeOf({ keyword, rest }: Instruction): Fragment {
  return rest.text === '' ? keyword : concat([keyword, verbatim(' ', keyword.end), rest], keyword.start);
}

/** Records the placeholders of an instruction; in shell text, variables replace them. */
function readInstruction(
  instruction: Instruction,
  file: Dockerfile,
  note: (placeholder: Placeholder) => void,
): Instruction {
  const find = (text: Fragment, grammar: Grammar) => {
    const found = placeholdersOf(text, grammar, file);
    for (const { place } of found) note({ ...place, instruction });
    return found;
  };
  switch (instruction.name) {
    case 'LABEL':
    case 'MAINTAINER':
      return instruction;
    case 'ONBUILD':
      return instruction.trigger
        ? { ...instruction, trigger: readInstruction(instruction.trigger, file, note) }
        : instruction;
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK': {
      if (instruction.form === 'exec') {
        for (const word of instruction.args) find(word, 'word');
        return instruction;
      }
      return {
        ...instruction,
        args: instruction.args.map((script) => masked(script, find(script, 'shell'))),
      };
    }
    case 'UNKNOWN':
      find(wholeOf(instruction), 'words');
      return instruction;
    case 'FROM':
      find(instruction.rest, 'words');
      return instruction;
    default:
      if (instruction.json) for (const word of instruction.args) find(word, 'word');
      else find(instruction.rest, 'words');
      return instruction;
  }
}

/** The text with each placeholder as a variable without a value: `<package-1>` becomes `$__________`. */
function masked(script: Fragment, found: readonly Found[]): Fragment {
  if (found.length === 0) return script;
  const { text } = script;
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of found.flatMap(({ parts }) => parts)) {
    pieces.push(text.slice(at, from), standIn(text, from, to));
    at = to;
  }
  return { ...script, text: pieces.join('') + text.slice(at) };
}

/** Replaces `...` by something that leaves a script that parses: it may replace a command as well as words. */
function standIn(text: string, from: number, to: number): string {
  const isDots = text[from] !== '<';
  return isDots && /^\s*[^\s&|;]/.test(text.slice(to, to + LOOK_AHEAD))
    ? ' '.repeat(to - from)
    : `$${'_'.repeat(to - from - 1)}`;
}

/**
 * How a text is written. In `shell`, quoted text is prose or data, and `<` and `>` redirect; in the `words` of other
 * instructions quotes are only quotes; a `word` is a single word.
 */
type Grammar = 'shell' | 'words' | 'word';

interface Found {
  readonly place: Pick<Placeholder, 'start' | 'end' | 'left'>;
  /** Where the placeholders are in the text; there is more than one in `<image_name>:<tag>`. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** What follows `...` is rarely further away. */
const LOOK_AHEAD = 100;

/** Words of letters between angle brackets: how documentation writes "put yours here". */
const ANGLED = /<\p{L}[\p{L}\p{N}_-]*(?:[ .][\p{L}\p{N}_-]+)*>/gu;
/** What may precede and follow it in a word: it is all of a path, a reference or an address, or a part of it. */
const BEFORE = /[\s/:=@,.\-_[("']/;
const AFTER = /[\s/:=@,.\-_\])"';&|]/;
/** What programs print for "nothing", so it may be intended. */
const REAL = /^<(?:none|nil|null|unknown|default|empty|missing)>$/i;

/** The words of a text that hold placeholders. */
function placeholdersOf(text: Fragment, grammar: Grammar, file: Dockerfile): readonly Found[] {
  // Closing tags mean HTML or XML.
  if (text.text.includes('</')) return [];
  const isQuoted = quotedIn(text.text, file.escape);
  const angled = [...text.text.matchAll(ANGLED)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .filter((part) => isPlaceholderText(text.text, part, grammar, isQuoted(part.from)));
  const dots = ellipsesIn(text, angled.length > 0, file).filter(({ from }) => !isQuoted(from));
  return byWord(
    text,
    [...angled, ...dots].sort((a, b) => a.from - b.from),
  );
}

function isPlaceholderText(text: string, { from, to }: Part, grammar: Grammar, quoted: boolean): boolean {
  const name = text.slice(from, to);
  if (REAL.test(name)) return false;
  if (grammar === 'shell' && (quoted || name.includes('.'))) return false;
  // A word of a quoted sentence: `"Jane Doe <jane>"`.
  if (quoted && isSpace(text[from - 1])) return false;
  return (from === 0 || BEFORE.test(text[from - 1]!)) && (to === text.length || AFTER.test(text[to]!));
}

/** `...` as a word: on a line of its own, or along with other placeholders. */
function ellipsesIn(text: Fragment, inCompany: boolean, { source, escape }: Dockerfile): readonly Part[] {
  const found: Part[] = [];
  for (const { 0: dots, index } of text.text.matchAll(/(?<!\S)(?:\.\.\.|…)(?!\S)/g)) {
    const [from, to] = [index, index + dots.length];
    if (inCompany || isAloneOnItsLine(slice(text, from, to), escape, source)) found.push({ from, to });
  }
  return found;
}

/** Whether the line has nothing else but a `continuation` at its end. */
function isAloneOnItsLine({ start, end }: Span, continuation: string, { text }: SourceFile): boolean {
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  while (text[end] === ' ' || text[end] === '\t' || text[end] === '\r' || text[end] === continuation) end++;
  return (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
}

/** Groups the parts by the word that contains them. */
function byWord(text: Fragment, parts: readonly Part[]): readonly Found[] {
  const found: Found[] = [];
  for (let first = 0; first < parts.length; ) {
    const from = wordStart(text.text, parts[first]!.from);
    let to = wordEnd(text.text, parts[first]!.to);
    let next = first + 1;
    for (; next < parts.length && parts[next]!.from < to; next++) {
      to = wordEnd(text.text, Math.max(to, parts[next]!.to));
    }
    const { start, end } = slice(text, from, to);
    const left = slice(text, parts[first]!.from, parts[next - 1]!.to);
    found.push({ place: { start, end, left }, parts: parts.slice(first, next) });
    first = next;
  }
  return found;
}

function wordStart(text: string, at: number): number {
  while (at > 0 && !isSpace(text[at - 1])) at--;
  return at;
}

function wordEnd(text: string, at: number): number {
  while (at < text.length && !isSpace(text[at])) at++;
  return at;
}
