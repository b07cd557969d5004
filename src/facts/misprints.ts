/**
 * What a word processor or a web page makes of ASCII characters: they look right, but BuildKit and the shell see
 * letters in them. Only where one clearly stands for syntax; in comments and quoted text they are prose.
 */
import type { Instruction } from '../dockerfile/tree.ts';
import { quotedIn } from '../dockerfile/words.ts';
import type { Edit } from '../rule/finding.ts';
import { cut, type Fragment, type Span } from '../text/fragment.ts';
import { touchesAny } from '../text/spans.ts';
import type { File } from './file.ts';

/** A place where something else was meant. */
export interface Misprint extends Span {
  /** A dash that begins an option, quotes around something, blanks that do not separate. */
  readonly kind: 'dash' | 'quotes' | 'blank';
  readonly text: string;
  /** What makes ASCII of it, where only one thing can have been meant. */
  readonly edits: readonly Edit[] | undefined;
}

const SUSPICIOUS = /[\u00a0\u2000-\u200b\u2010-\u2015\u2018-\u201f\u202f\u205f\u2212\u3000\ufeff]/;
const PATTERNS: Readonly<Record<Misprint['kind'], RegExp>> = {
  dash: /(?<!\S)[\u2010-\u2015\u2212]+-?[A-Za-z][\w-]*/g,
  quotes: /(?<=^|[\s=[(,])(?:[“”„‟][^“”"`\\]*[“”]|[‘’‚‛][^‘’'\\]*[‘’])(?=$|[\s\]),;&|])/g,
  blank: /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g,
};
/** A continuation that is none, for BuildKit knows no other blanks behind it than these two. */
const HIDDEN_LINE_END = /([\\`])([\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+)[ \t]*\r?$/gm;
/** Programs that print what they are given: there it may be prose. */
const PRINTERS = 'echo|printf';

/** The misprints of a file, in order of place. */
export function misprintsOf({ source, dockerfile, runs }: File): readonly Misprint[] {
  if (!SUSPICIOUS.test(source.text)) return [];
  const { escape, instructions } = dockerfile;
  const inInstructions = instructions.flatMap((instruction) => misprintsIn(instruction, escape));
  const prose = runs.flatMap(({ commands }) => commands.filter((command) => command.is(PRINTERS)));
  // PowerShell takes all dashes and quotes for what they look like.
  const inScripts = runs
    .filter(({ scripts }) => scripts.every(({ kind }) => kind !== 'other'))
    .flatMap(({ instruction }) => inCommand(instruction, escape))
    .filter((misprint) => !touchesAny(misprint, prose));
  const afterContinuations = [...source.text.matchAll(HIDDEN_LINE_END)]
    .filter(({ 1: character }) => character === escape)
    .map(({ 2: blanks, index }) => blanksAt(index + 1, blanks!));
  return [...inInstructions, ...inScripts, ...afterContinuations].sort((a, b) => a.start - b.start);
}

function misprintsIn(instruction: Instruction, escape: string): readonly Misprint[] {
  switch (instruction.name) {
    case 'MAINTAINER':
    case 'RUN':
      return [];
    case 'CMD':
    case 'ENTRYPOINT':
      return inCommand(instruction, escape);
    case 'ENV':
    case 'ARG':
    case 'LABEL':
      // BuildKit lets any white space of Unicode separate these.
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

/** In the shell form all of it, in the exec form words that begin with a dash. */
function inCommand({ json, args, rest }: Instruction, escape: string): readonly Misprint[] {
  if (json) return args.flatMap((word) => find(word, ['dash'], escape).slice(0, 1));
  return find(rest, ['dash', 'quotes', 'blank'], escape);
}

function find(text: Fragment, kinds: readonly Misprint['kind'][], escape: string): readonly Misprint[] {
  if (!SUSPICIOUS.test(text.text)) return [];
  return kinds.flatMap((kind) => {
    const quoted = quotedIn(text.text, escape);
    return [...text.text.matchAll(PATTERNS[kind])]
      .filter(({ index }) => !quoted(index))
      .map(({ 0: found, index }) => misprint(kind, cut(text, index, index + found.length)));
  });
}

function misprint(kind: Misprint['kind'], place: Fragment): Misprint {
  switch (kind) {
    case 'dash':
      return dashAt(place);
    case 'quotes':
      return quotesAt(place);
    case 'blank':
      return blanksAt(place.start, place.text);
  }
}

/** One letter takes one hyphen; a name with hyphens in it takes two; `–rf` may be either, and is left alone. */
function dashAt(place: Fragment): Misprint {
  const { start, end, text } = place;
  const [, dashes, name] = /^([^-A-Za-z]+)(.*)$/.exec(text)!;
  const hyphens = hyphensFor(dashes!, name!);
  const edits =
    hyphens === undefined ? undefined : [{ ...spanOf(cut(place, 0, dashes!.length)), text: hyphens }];
  return { kind: 'dash', start, end, text, edits };
}

function hyphensFor(dashes: string, name: string): string | undefined {
  if (name.startsWith('-')) return '-';
  if (dashes.length > 1 || /[\u2014\u2015]/.test(dashes) || name.includes('-')) return '--';
  return /^[A-Za-z]\d*$/.test(name) ? '-' : undefined;
}

function quotesAt(place: Fragment): Misprint {
  const { start, end, text } = place;
  const ascii = /[“”„‟]/.test(text[0]!) ? '"' : "'";
  const edits = [cut(place, 0, 1), cut(place, text.length - 1)].map((quote) => ({
    ...spanOf(quote),
    text: ascii,
  }));
  return { kind: 'quotes', start, end, text, edits };
}

/** A blank for a blank; what has no width goes. */
function blanksAt(start: number, text: string): Misprint {
  const end = start + text.length;
  const ascii = text.replace(/[\u200b\ufeff]/g, '').replace(/./g, ' ');
  return { kind: 'blank', start, end, text, edits: [{ start, end, text: ascii }] };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
