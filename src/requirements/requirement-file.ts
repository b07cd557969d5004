/** Reads requirement files of pip. Source: pip 25, `_internal/req/req_file.py`; its manual, "Requirements File Format". */
import { type Package, packageIn } from '../model/installs.ts';
import type { Word } from '../shell/script.ts';
import { type Fragment, type Span, slice } from '../text/fragment.ts';
import { memoized } from '../text/memoized.ts';
import type { Origin, SourceFile } from '../text/source.ts';
import { logicalLines, trimmed } from './logical-lines.ts';

/** What one requirement file says. */
export interface RequirementFile {
  readonly source: SourceFile;
  /** In order. A path, an archive or a name that depends on a variable is a package without name. */
  readonly packages: readonly Requirement[];
  /** The files that it reads: `-r more.txt`, `-c constraints.txt`. */
  readonly includes: readonly Include[];
  /** Options about all packages: `--index-url`. */
  readonly options: readonly RequirementOption[];
}

/** A package of a file. Its word has the file in which it stands. */
export interface Requirement extends Package {
  /** The condition after the `;`: `python_version < "3.9"`. */
  readonly marker: string | undefined;
}

/** A file that a requirement file reads. */
export interface Include {
  readonly kind: 'requirements' | 'constraints';
  readonly word: Word;
}

/** An option with its value. */
export interface RequirementOption extends Span {
  /** In its long form: `--index-url`. */
  readonly name: string;
  readonly value: Word;
  readonly origin: Origin;
}

/** Options with a value, in their long forms, each with its letter. */
const VALUED: Readonly<Record<string, string>> = {
  '--index-url': '-i',
  '--pypi-url': '',
  '--extra-index-url': '',
  '--find-links': '-f',
  '--requirement': '-r',
  '--constraint': '-c',
  '--editable': '-e',
  '--trusted-host': '',
  '--no-binary': '',
  '--only-binary': '',
  '--use-feature': '',
  '--hash': '',
  '--global-option': '',
  '--config-settings': '-C',
};
const BARE = ['--no-index', '--prefer-binary', '--require-hashes', '--pre'];

/** Reads a requirement file; every text gives one. */
export const readRequirements: (source: SourceFile) => RequirementFile = memoized((source) =>
  requirementsIn([...logicalLines(source.text)], source),
);

/**
 * Reads lines that pip gets as a requirement file: also the list `pip:` of a conda environment.
 *
 * @param source the file in which the lines are
 */
export function requirementsIn(lines: readonly Fragment[], source: SourceFile): RequirementFile {
  const packages: Requirement[] = [];
  const includes: Include[] = [];
  const options: RequirementOption[] = [];
  for (const line of lines) {
    const first = optionsStart(line.text);
    const named = trimmed(slice(line, 0, first));
    if (named.text !== '') {
      packages.push(requirementIn(named, source));
      continue;
    }
    const found = optionsIn(slice(line, first), source);
    const editable = found.find(({ name }) => name === '--editable');
    const file = found.find(({ name }) => name === '--requirement');
    const constraints = found.find(({ name }) => name === '--constraint');
    if (editable) packages.push(requirementIn(editable.value.content, source));
    else if (file) includes.push({ kind: 'requirements', word: file.value });
    else if (constraints) includes.push({ kind: 'constraints', word: constraints.value });
    else options.push(...found);
  }
  return { source, packages, includes, options };
}

/** Where the first word is that begins with a hyphen. */
function optionsStart(text: string): number {
  if (text.startsWith('-')) return 0;
  const at = text.indexOf(' -');
  return at === -1 ? text.length : at + 1;
}

function requirementIn(named: Fragment, file: SourceFile): Requirement {
  const word = wordOf(named, file);
  const { text } = named;
  const [, condition] = /(?:^|\s);(.*)$/s.exec(text) ?? /^[^/]*?;(.*)$/s.exec(text) ?? [];
  const each = packageIn(word, 'pip');
  const isCertain = each.name !== undefined && /^\s*(?:[(<>=!~@].*)?$/s.test(each.specifier);
  // `torch-${FLAVOR}` is not torch.
  const known =
    isCertain || each.name === undefined ? each : { ...each, name: undefined, written: undefined };
  return { ...known, marker: condition?.trim() };
}

/** The options of a line. What pip does not know there, it refuses; such words are left out. */
function optionsIn(line: Fragment, file: SourceFile): readonly RequirementOption[] {
  const tokens = [...line.text.matchAll(TOKEN)].map(({ 0: text, index }) =>
    slice(line, index, index + text.length),
  );
  const found: RequirementOption[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const { name, joined } = optionNamed(token.text);
    if (name === undefined) continue;
    const value = joined === undefined ? tokens[++index] : slice(token, joined);
    if (!value) break;
    found.push({
      name,
      value: wordOf(unquoted(value), file),
      start: token.start,
      end: value.end,
      origin: { file },
    });
  }
  return found;
}

const TOKEN = /(?:[^\s"'\\]|\\.|"[^"]*"?|'[^']*'?)+/gs;

/** An option with a value, by a word: its long form, and where in the word its value begins. */
function optionNamed(word: string): { readonly name?: string; readonly joined?: number } {
  if (!word.startsWith('--')) {
    const name = Object.keys(VALUED).find((one) => VALUED[one] !== '' && word.startsWith(VALUED[one]!));
    if (name === undefined) return {};
    return word.length > 2 ? { name, joined: 2 } : { name };
  }
  const equals = word.indexOf('=');
  const written = equals === -1 ? word : word.slice(0, equals);
  const candidates = [...Object.keys(VALUED), ...BARE].filter((one) => one.startsWith(written));
  const name = candidates.includes(written) ? written : candidates.length === 1 ? candidates[0] : undefined;
  if (name === undefined || BARE.includes(name)) return {};
  return equals === -1 ? { name } : { name, joined: equals + 1 };
}

function unquoted(value: Fragment): Fragment {
  const [quotes] = /^["']/.exec(value.text) ?? [''];
  return quotes !== '' && value.text.endsWith(quotes)
    ? slice(value, 1, Math.max(1, value.text.length - 1))
    : value;
}

/** A word of a file that is not the linted one. */
export function wordOf(content: Fragment, file: SourceFile): Word {
  const { text, start, end } = content;
  return { text, content, raw: content, literal: true, quoted: false, start, end, origin: { file } };
}
