/**
 * What word processors and web pages turn ASCII characters into: it looks right, but BuildKit and the shell read it as
 * letters. Only places that clearly are syntax count; in comments and quoted text these characters are prose.
 */
import { startsInstruction } from '../../dockerfile/head.ts';
import type { Instruction } from '../../dockerfile/tree.ts';
import { quotedIn } from '../../dockerfile/words.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import type { Edit } from '../../text/edit.ts';
import { type Fragment, indexAt, type Span, slice } from '../../text/fragment.ts';
import { baseName } from '../../text/paths.ts';
import { lineAt, lineText, type SourceFile } from '../../text/source.ts';
import { overlapsAny } from '../../text/spans.ts';
import { DASHES, optionsMeant } from '../../text/typographic-dashes.ts';

/** A place where an ASCII character was meant. */
export interface Confusable extends Span {
  /**
   * A dash that begins an option, quotes around something, blanks that do not separate; `end`: a continuation followed
   * by a blank, where no line that follows can be the rest.
   */
  readonly kind: 'dash' | 'quotes' | 'blank' | 'end';
  readonly text: string;
  /** The edits that replace it by ASCII, if only one meaning is possible. */
  readonly edits: readonly Edit[] | undefined;
  /** For a dash, the options that may have been meant. */
  readonly meant?: readonly string[];
}

const SUSPICIOUS = /[\u00a0\u2000-\u200b\u2010-\u2015\u2018-\u201f\u202f\u205f\u2212\u3000\ufeff]/;
const PATTERNS = {
  dash: new RegExp(
    `(?<!\\S)(?:[${DASHES}]+-?[A-Za-z][\\w${DASHES}-]*|--?[A-Za-z][\\w-]*[${DASHES}][\\w${DASHES}-]*)`,
    'g',
  ),
  quotes: /(?<=^|[\s=[(,])(?:[“”„‟][^“”"`\\]*[“”]|[‘’‚‛][^‘’'\\]*[‘’])(?=$|[\s\]),;&|])/g,
  blank: /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g,
} as const;
type Kind = keyof typeof PATTERNS;
/** `[‘a’, ‘b’]` */
const LIST = /^\s*\[\s*[“”„‟‘’‚‛].*\]\s*$/s;
/** A continuation that is not one, because BuildKit allows only two kinds of blanks after it. */
const HIDDEN_LINE_END = /([\\`])([ \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+)\r?$/gm;
/** Programs that print their words, which may be prose. */
const PRINTERS = 'echo|printf';

/** The confusable characters of a file, in order of place. */
export function confusablesIn({ source, dockerfile, runs }: DockerfileModel): readonly Confusable[] {
  if (!SUSPICIOUS.test(source.text)) return [];
  const { escape, instructions } = dockerfile;
  const inInstructions = instructions.flatMap((instruction) => misprintsIn(instruction, escape));
  const prose = runs.flatMap(({ commands }) => commands.filter((command) => command.is(PRINTERS)));
  // PowerShell accepts all dashes and quotes as what they look like.
  const inScripts = runs
    .filter(({ scripts }) => scripts.every(({ kind }) => kind !== 'other'))
    .flatMap((run) => [...inRun(run, escape), ...inHeredocs(run)])
    .filter((misprint) => !overlapsAny(misprint, prose) || quotesAll(misprint, prose));
  const elsewhere = [
    ...dockerfile.comments,
    ...instructions.flatMap(({ heredocs }) => heredocs.map(({ body }) => body)),
  ].sort((a, b) => a.start - b.start);
  const afterContinuations = [...source.text.matchAll(HIDDEN_LINE_END)].flatMap(
    ({ 0: { length }, 1: character, 2: blanks = '', index }) => {
      const first = blanks.search(/[^ \t]/);
      if (character !== escape || first === -1 || overlapsAny({ start: index, end: index }, elsewhere))
        return [];
      return isBeforeInstruction(source, index + length)
        ? lineEndAt(index, index + 1 + blanks.length, blanks.slice(first))
        : blanksAt(index + 1 + first, blanks.slice(first));
    },
  );
  return [...inInstructions, ...inScripts, ...afterContinuations].sort((a, b) => a.start - b.start);
}

/** Whether it is what a command prints as a whole: `echo “done”`. */
function quotesAll({ kind, start, end }: Confusable, printed: RunStep['commands']): boolean {
  return (
    kind === 'quotes' &&
    printed.some(({ targets }) => targets[0]?.start === start && targets.at(-1)!.end === end)
  );
}

/** In the text after the keyword, except the comments of a script. */
function inRun(run: RunStep, escape: string): readonly Confusable[] {
  const comments = run.scripts.flatMap((script) => script.comments);
  return inCommand(run.instruction, escape, programsOf(run)).filter(
    (misprint) => !comments.some(({ start, end }) => start <= misprint.start && misprint.end <= end),
  );
}

/** The program whose options may be at an offset of a file; empty if it is not known, `undefined` for BuildKit's flags. */
type Programs = (offset: number) => string | undefined;

const OF_BUILDKIT: Programs = () => undefined;

function programsOf({ commands }: RunStep): Programs {
  return (offset) => {
    const own = commands.filter(({ start, end }) => start <= offset && offset < end);
    // `RUN –mount=…` looks like a command.
    if (own.some(({ nameWord, wrappers }) => nameWord?.start === offset && wrappers.length === 0))
      return undefined;
    return own.findLast(({ nameWord }) => nameWord && nameWord.end <= offset)?.name ?? '';
  };
}

/** In a script that is a here-document: between its comments, and only in the words of its commands. */
function inHeredocs(run: RunStep): readonly Confusable[] {
  const { instruction, scripts } = run;
  const bodies = instruction.heredocs.map(({ body }) => body.start);
  return scripts
    .filter(({ source }) => bodies.includes(source.start))
    .flatMap(({ source, comments, commands }) => {
      const ends = [...comments.map(({ end }) => end), source.end];
      const words = commands
        .flatMap(({ nameWord, words }) => (nameWord ? [nameWord, ...words] : words))
        .sort((a, b) => a.start - b.start);
      return ends
        .flatMap((_, at) => {
          const from = at === 0 ? 0 : indexAt(source, ends[at - 1]!);
          const to = indexAt(source, comments[at]?.start ?? source.end);
          return find(slice(source, from, to), ['dash', 'quotes', 'blank'], '\\', programsOf(run));
        })
        .filter((misprint) => overlapsAny(misprint, words));
    });
}

/** Whether the next line that is neither blank nor a comment begins an instruction, which a continuation would swallow. */
function isBeforeInstruction(source: SourceFile, end: number): boolean {
  let line = lineAt(source, end) + 1;
  while (line <= source.lineStarts.length && /^\s*(?:#|$)/.test(lineText(source, line))) line++;
  return startsInstruction(lineText(source, line), 'x');
}

function misprintsIn(instruction: Instruction, escape: string): readonly Confusable[] {
  switch (instruction.name) {
    case 'MAINTAINER':
    case 'RUN':
      return [];
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return inCommand(instruction, escape);
    case 'ENV':
    case 'ARG':
    case 'LABEL':
      // BuildKit lets any Unicode white space separate these.
      return find(instruction.rest, ['quotes'], escape);
    case 'ONBUILD':
      return instruction.trigger ? misprintsIn(instruction.trigger, escape) : [];
    default:
      return [
        ...find(instruction.keyword, ['blank'], escape),
        ...find(instruction.rest, ['dash', 'quotes', 'blank'], escape),
      ];
  }
}

/** In the shell form everywhere, in the exec form in words that begin with a dash. */
function inCommand(
  { json, args, rest }: Instruction,
  escape: string,
  programs?: Programs,
): readonly Confusable[] {
  const first = json ? args[0]?.text : /^\s*(\S+)/.exec(rest.text)?.[1];
  const whose = programs ?? (() => baseName(first ?? ''));
  if (json) return args.flatMap((word) => find(word, ['dash'], escape, whose).slice(0, 1));
  return find(rest, ['dash', 'quotes', 'blank'], escape, whose);
}

function find(
  text: Fragment,
  kinds: readonly Kind[],
  escape: string,
  programs = OF_BUILDKIT,
): readonly Confusable[] {
  if (!SUSPICIOUS.test(text.text)) return [];
  return kinds.flatMap((kind) => {
    const quoted = quotedIn(text.text, escape);
    return [...text.text.matchAll(PATTERNS[kind])]
      .filter(({ index }) => !quoted(index))
      .map(({ 0: found, index }) => {
        const place = slice(text, index, index + found.length);
        return misprint(kind, place, LIST.test(text.text), programs);
      });
  });
}

function misprint(kind: Kind, place: Fragment, inList: boolean, programs: Programs): Confusable {
  switch (kind) {
    case 'dash':
      return dashAt(place, programs(place.start));
    case 'quotes':
      return quotesAt(place, inList);
    case 'blank':
      return blanksAt(place.start, place.text);
  }
}

/** If two options are possible, as in `–rf` of an unknown program, there is no edit. */
function dashAt(place: Fragment, program: string | undefined): Confusable {
  const { start, end, text } = place;
  const [, dashes = '', written = ''] = /^([^A-Za-z]+)(.*)$/.exec(text)!;
  const name = written.replaceAll(ANY_DASH, '-');
  const meant = /^-+$/.test(dashes) ? [dashes + name] : optionsMeant(dashes, name, program);
  const [option] = meant;
  if (option === undefined || meant.length > 1)
    return { kind: 'dash', start, end, text, edits: undefined, meant };
  const typed = /-*$/.exec(dashes)![0].length;
  const hyphens = option.slice(0, option.length - name.length - typed);
  const inner = [...written.matchAll(ANY_DASH)].map(({ index }) => dashes.length + index);
  const edits = [
    ...(typed === dashes.length
      ? []
      : [{ ...spanOf(slice(place, 0, dashes.length - typed)), text: hyphens }]),
    ...inner.map((at) => ({ ...spanOf(slice(place, at, at + 1)), text: '-' })),
  ];
  return { kind: 'dash', start, end, text, edits, meant };
}

const ANY_DASH = new RegExp(`[${DASHES}]`, 'g');

/** In a list, the quotes of JSON are meant. */
function quotesAt(place: Fragment, inList: boolean): Confusable {
  const { start, end, text } = place;
  const ascii = inList || /[“”„‟]/.test(text[0]!) ? '"' : "'";
  const edits = [slice(place, 0, 1), slice(place, text.length - 1)].map((quote) => ({
    ...spanOf(quote),
    text: ascii,
  }));
  return { kind: 'quotes', start, end, text, edits };
}

/** Each blank becomes a space; characters without width are deleted. */
function blanksAt(start: number, text: string): Confusable {
  const end = start + text.length;
  const ascii = text.replace(/[\u200b\ufeff]/g, '').replace(/./g, ' ');
  return { kind: 'blank', start, end, text, edits: [{ start, end, text: ascii }] };
}

/** A space after the continuation would make the next instruction part of this one, so both are deleted. */
function lineEndAt(start: number, end: number, text: string): Confusable {
  return { kind: 'end', start, end, text, edits: [{ start, end, text: '' }] };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
