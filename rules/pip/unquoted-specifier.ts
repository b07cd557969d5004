import {
  type Command,
  defineRule,
  type Install,
  knownText,
  type ProposedFix,
  type Redirection,
  type RunStep,
  type Span,
  type Word,
} from 'azml-lint';

export default defineRule({
  id: 'pip/unquoted-specifier',
  title: 'Shell takes a version specifier for a redirection',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    output:
      'The shell redirects here: what `{program}` prints goes to a file named `{target}`, and any version of `{package}` is ' +
      'installed. Put the requirement in quotes: `{quoted}`.',
    input:
      'The shell redirects here: it looks for a file named `{target}` to read, finds none, and the build fails. Put the ' +
      'requirement in quotes: `{quoted}`.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const install of run.installs) {
        if (install.manager !== 'pip' && install.manager !== 'conda') continue;
        for (const torn of tornRequirements(install)) {
          const [first] = torn.redirections;
          const { end } = torn.version ?? torn.redirections.at(-1)!;
          const at = { start: torn.package.start, end };
          const whole = wholeOf(torn, run, install.command);
          const quoted = quotesAround(whole, run, install.command);
          const data = { target: first.target.text, quoted, program: install.command.name };
          const fix = inQuotes(whole, run, install.command);
          if (first.operator === '<') report({ at, message: 'input', data, fix });
          else report({ at, message: 'output', data: { ...data, package: torn.package.text }, fix });
        }
      }
    }
  },
});

/** A requirement of which only the package reaches the program. */
interface TornRequirement {
  readonly package: Package;
  /** Consecutive ones: `>=1.0,<2` gives two. */
  readonly redirections: readonly [TornOff, ...TornOff[]];
  /** The version, if a blank separates it from its operator: `>= 1`. */
  readonly version: Word | undefined;
}

type Package = Pick<Word, 'text' | 'literal' | keyof Span>;
type TornOff = Redirection & { readonly target: Word };

function tornRequirements({ command, packages }: Install): readonly TornRequirement[] {
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
  const next = words.find(({ start }) => start >= end);
  return target.text === '=' && next && /^(?:\d|\$)/.test(next.text) ? next : undefined;
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
interface Whole extends Span {
  readonly text: string;
  /** In quotes, a shell would keep it together and expand what the author wants expanded. */
  readonly certain: boolean;
  /** pip accepts each version; it refuses `>=15.*`, which now goes to a file. */
  readonly valid: boolean;
}

function wholeOf(
  { package: word, redirections, version }: TornRequirement,
  run: RunStep,
  command: Command,
): Whole {
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
function mayHaveBlanks({ text }: Word, { before, commands }: RunStep): boolean {
  return [...text.matchAll(/\$\{?(\w+)/g)].some(([, name]) => {
    const here = commands.flatMap(({ assignments }) => assignments).filter((one) => one.name === name);
    const value = before.variable(name!)?.value;
    const values = [...here.map((one) => one.value?.text ?? ''), (value && knownText(value)) ?? ''];
    return values.some((one) => /\s/.test(one.trim()));
  });
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

/** If a script is in quotes itself, further ones would end it. */
function inQuotes(whole: Whole, run: RunStep, command: Command): ProposedFix | undefined {
  const { start, end, text, certain, valid } = whole;
  const written = run.stage.file.source.text.slice(start, end);
  const isNested =
    run.instruction.json ||
    scriptAround(whole, command) !== undefined ||
    (command.context.inside.includes('substitution') &&
      run.scripts.some(({ source }) => source.text.includes('`')));
  if (isNested || !certain || written.includes('\n')) return undefined;
  const safety = valid ? 'safe' : 'unsafe';
  return { title: `Write "${text}"`, edits: [{ start, end, text: `"${text}"` }], safety };
}

/** The word of a shell, or of `eval`, that contains the script. */
function scriptAround({ start, end }: Span, { wrappers }: Command): Word | undefined {
  return wrappers.flatMap(({ words }) => words).find((word) => word.start <= start && end <= word.end);
}

/** A requirement in quotes that are possible at its place. */
function quotesAround(whole: Whole, run: RunStep, command: Command): string {
  const outer = run.instruction.json ? '"' : (scriptAround(whole, command)?.raw.text[0] ?? '');
  return outer === '"' ? `'${whole.text}'` : `"${whole.text}"`;
}
