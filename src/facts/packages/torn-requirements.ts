/** Requirements that the shell tears apart: it takes `>=1.2` without quotes for a redirection. */
import { knownText } from '../../dockerfile/value.ts';
import type { Install } from '../../model/installs.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import type { Command, Redirection, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { lastAt } from '../../text/search.ts';

/** A requirement of pip or conda of which only the package reaches the program. */
export interface TornRequirement {
  readonly run: RunStep;
  readonly command: Command;
  /** From the package to its version. */
  readonly at: Span;
  /** The package as written, with its extras. */
  readonly package: string;
  /** The first redirection: `<` reads a file named `target`, `>` writes one. */
  readonly operator: string;
  readonly target: string;
  readonly whole: WholeRequirement;
}

/**
 * Where the redirections of a command begin: at the end of a package, one tears its version off.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN pip install a>=1\n').runs;
 * [...redirectionStarts(run!.commands[0]!)]; // => [29]
 */
export const redirectionStarts: (command: Command) => ReadonlySet<number> = memoized(
  ({ redirections }) => new Set(redirections.map(({ start }) => start)),
);

/** The torn requirements of a file, in order. */
export function tornRequirements(file: DockerfileModel): readonly TornRequirement[] {
  return file.runs.flatMap((run) =>
    run.installs
      .filter(({ manager }) => manager === 'pip' || manager === 'conda')
      .flatMap((install) => tornIn(install).map((torn) => described(torn, run, install.command))),
  );
}

function described(torn: Torn, run: RunStep, command: Command): TornRequirement {
  const [{ operator, target }] = torn.redirections;
  const { end } = torn.version ?? torn.redirections.at(-1)!;
  return {
    run,
    command,
    at: { start: torn.package.start, end },
    package: torn.package.text,
    operator,
    target: target.text,
    whole: wholeOf(torn, run, command),
  };
}

interface Torn {
  readonly package: Package;
  /** Consecutive ones: `>=1.0,<2` gives two. */
  readonly redirections: readonly [TornOff, ...TornOff[]];
  /** The version, if a blank separates it from its operator: `>= 1`. */
  readonly version: Word | undefined;
}

type Package = Pick<Word, 'text' | 'literal' | keyof Span>;
type TornOff = Redirection & { readonly target: Word };

function tornIn({ command, packages }: Install): readonly Torn[] {
  const torn: { package: Package; redirections: [TornOff, ...TornOff[]] }[] = [];
  let passed = 0;
  for (const redirection of command.redirections.filter(isSpecifier)) {
    const last = torn.at(-1);
    if (last && continues(last.redirections.at(-1)!, redirection)) last.redirections.push(redirection);
    else {
      while (packages[passed] && packages[passed]!.word.end <= redirection.start) passed++;
      const word = packageOf(packages[passed - 1]?.word, packages[passed - 2]?.word);
      // With a blank before it, only `>=1` and `<2` are certainly not meant as a redirection.
      const certain = word?.end === redirection.start || isVersion(redirection);
      if (word && certain) torn.push({ package: word, redirections: [redirection] });
    }
  }
  return torn.map((one) => ({ ...one, version: versionBehind(one.redirections.at(-1)!, command) }));
}

/** The extras of a package may be separated from it, as in `x [y]`. */
function packageOf(word: Word | undefined, before: Word | undefined): Package | undefined {
  if (!word || !before || !/^\[[^\]]*\]$/.test(word.text)) return word;
  const { start, text, literal } = before;
  return { start, end: word.end, text: text + word.text, literal: literal && word.literal };
}

function isVersion({ operator, target: { text } }: TornOff): boolean {
  return text.startsWith('=') || (operator === '<' && /^\d+(?:\.\d+)*$/.test(text));
}

/** `>=1,<2`, and `>=1, <2`. */
function continues({ end, target }: TornOff, { start }: TornOff): boolean {
  return end === start || target.text.endsWith(',');
}

function versionBehind({ end, target }: TornOff, { words }: Command): Word | undefined {
  if (target.text !== '=') return undefined;
  const next = words[lastAt(words.length, (index) => words[index]!.start, end - 1) + 1];
  return next && /^(?:\d|\$)/.test(next.text) ? next : undefined;
}

/** `>=1.2`, `<2`, `>$VERSION`: not `> log.txt`, `2>&1`, `</dev/null`. */
function isSpecifier(redirection: Redirection): redirection is TornOff {
  const { operator, target, fileDescriptor } = redirection;
  return (
    (operator === '<' || operator === '>') &&
    fileDescriptor === undefined &&
    /^(?:=|\d)/.test(target?.text ?? '')
  );
}

/** A complete requirement, with the place of everything that belongs to it. */
export interface WholeRequirement extends Span {
  readonly text: string;
  /** In quotes, a shell would keep it together and expand what the author wants expanded. */
  readonly certain: boolean;
  /** pip accepts each version; it refuses `>=15.*`, which now goes to a file. */
  readonly valid: boolean;
}

function wholeOf(
  { package: word, redirections, version }: Torn,
  run: RunStep,
  command: Command,
): WholeRequirement {
  const words = [...redirections.map(({ target }) => target), ...(version ? [version] : [])];
  const end = version?.end ?? redirections.at(-1)!.end;
  const text =
    word.text +
    redirections.map(({ operator, target }) => operator + target.text).join('') +
    (version?.text ?? '');
  const specifiers = text.slice(word.text.length).split(',');
  const { marker, isMarked } = markerBehind(end, run, command);
  const certain =
    // Without quotes, a variable may be several packages.
    word.literal &&
    [word, ...words].every((one) => !one.literal || !one.text.includes('$')) &&
    !words.some((one) => mayHaveBlanks(one, run)) &&
    /^[\w.<>=,!~*[\]${}+:-]+$/.test(text) &&
    /[^=<>,]$/.test(text) &&
    (!isMarked || marker !== undefined);
  return {
    start: word.start,
    end: marker?.end ?? end,
    text: marker ? `${text}; ${marker.text}` : text,
    certain,
    valid: specifiers.every((one) => one.includes('$') || VALID.test(one)),
  };
}

/** Source: PEP 440; a `.*` only after `==` and `!=`. */
const VERSION =
  'v?(?:\\d+!)?\\d+(?:\\.\\d+)*(?:[-_.]?(?:alpha|a|beta|b|c|rc|preview|pre)[-_.]?\\d*)?(?:-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?' +
  '(?:[-_.]?dev[-_.]?\\d*)?(?:\\+[a-z\\d]+(?:[-_.][a-z\\d]+)*)?';
const VALID = new RegExp(`^(?:[<>]=?|~=)${VERSION}$|^[=!]=${VERSION}(?:\\.\\*)?$`, 'i');

/** Whether a variable in a word is known to hold several words. */
function mayHaveBlanks({ text }: Word, run: RunStep): boolean {
  return [...text.matchAll(/\$\{?(\w+)/g)].some(([, name]) => {
    const value = run.before.variable(name!)?.value;
    return assignedBlanks(run).has(name!) || (value !== undefined && hasBlanks(knownText(value)));
  });
}

/** The variables of a RUN's script that it gives several words. */
const assignedBlanks = memoized(({ commands }: RunStep): ReadonlySet<string> => {
  const assignments = commands.flatMap((command) => command.assignments);
  return new Set(assignments.filter(({ value }) => hasBlanks(value?.text)).map(({ name }) => name));
});

function hasBlanks(text: string | undefined): boolean {
  return text !== undefined && /\s/.test(text.trim());
}

/** Source: PEP 508, environment markers. */
const MARKERS =
  'python_version|python_full_version|os_name|sys_platform|platform_release|platform_system|platform_version|platform_machine|' +
  'platform_python_implementation|implementation_name|implementation_version|extra';
const COMPARISON = `(?:${MARKERS})\\s*(?:[<>=!~]=|[<>]|(?:not\\s+)?in\\b)\\s*(?:"[^"'\\\\$\`\\n]*"|'[^"'\\\\$\`\\n]*')`;
const MARKER = new RegExp(`^${COMPARISON}(?:\\s+(?:and|or)\\s+${COMPARISON})*$`);

/** `; python_version < "3.12"` after a requirement, which the shell takes as a separate command. */
function markerBehind(end: number, run: RunStep, install: Command) {
  const { text } = run.stage.file.source;
  const next = run.commands[run.commands.indexOf(install) + 1];
  const isMarked = next && beginsMarker(next) && /^[ \t]*;[ \t]*$/.test(text.slice(end, next.start));
  if (!isMarked) return { isMarked: false };
  const written = text.slice(next.start, next.end);
  const marker = { text: written.replaceAll('"', "'"), end: next.end };
  return MARKER.test(written) ? { isMarked, marker } : { isMarked };
}

/** `sys_platform=="linux"` is an assignment. */
function beginsMarker(command: Command): boolean {
  return command.is(MARKERS) || MARKERS.split('|').includes(command.assignments[0]?.name ?? '');
}
