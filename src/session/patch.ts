import { Chalk } from 'chalk';
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import { escapeText, visible } from '../report/escape.ts';
import { maskerFor } from '../text/masker.ts';
import { masked, maskSecrets } from '../text/secrets.ts';

/** The style of a patch. */
export interface PatchStyle {
  /**
   * It goes to a program, perhaps `git apply`, and not into a CI log: characters that are harmless there stay as they
   * are, so that the patch applies.
   */
  readonly forPrograms: boolean;
  readonly color: boolean;
}

/** A patch, and where it differs from the file. */
export interface Patch {
  readonly text: string;
  /** The lines of the file (from 1) that are shown masked or escaped. The patch does not apply there. */
  readonly altered: readonly number[];
}

/**
 * The unified diff between two texts of a file, for `git apply` and `patch -p1`. It shows no secrets and no control
 * characters.
 */
export function patchOf(path: string, before: string, after: string, style: PatchStyle): Patch {
  const name = maskSecrets(path);
  const patch = structuredPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined);
  const [old, fresh] = [shownLines(before, style), shownLines(after, style)];
  const hunks = patch.hunks.map((hunk) => shownHunk(hunk, old, fresh));
  const altered = hunks.flatMap((hunk) => hunk.altered);
  // If only the added text has a secret, applying the patch would write the mask in its place.
  if (hunks.some(({ isDeceptive }) => isDeceptive)) return { text: '', altered };
  const body = formatPatch({ ...patch, hunks: hunks.map(({ hunk }) => hunk) }, FILE_HEADERS_ONLY);
  const text = body.replace(/^--- .*\n\+\+\+ .*/, (head) => head.split('\n').map(harmlessHeader).join('\n'));
  return { text: style.color ? painted(text) : text, altered };
}

interface ShownHunk {
  readonly hunk: StructuredPatchHunk;
  readonly altered: readonly number[];
  /** It would apply, with a wrong result. */
  readonly isDeceptive: boolean;
}

function shownHunk(hunk: StructuredPatchHunk, old: readonly string[], fresh: readonly string[]): ShownHunk {
  let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
  const altered: number[] = [];
  let added = false;
  const lines = hunk.lines.map((line) => {
    const sign = line[0];
    if (sign === '\\') return line;
    const isNew = sign === '+';
    const shown = sign + (isNew ? fresh[newLine - 1] : old[oldLine - 1])!;
    if (shown !== line && !isNew) altered.push(oldLine);
    if (shown !== line && isNew) added = true;
    if (sign !== '-') newLine++;
    if (!isNew) oldLine++;
    return shown;
  });
  return { hunk: { ...hunk, lines }, altered, isDeceptive: added && altered.length === 0 };
}

/** The lines of a text, safe to show. */
function shownLines(text: string, { forPrograms }: PatchStyle): readonly string[] {
  const masker = maskerFor(text);
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    const secrets = masker.within(at, at + line.length).map((span) => ({
      start: Math.max(span.start - at, 0),
      end: Math.min(span.end - at, line.length),
    }));
    const shown = secrets.length > 0 ? masked(line, secrets) : masker.mask(line);
    return harmless(shown, forPrograms);
  });
}

/**
 * Commands that GitHub Actions and similar runners obey after two colons. Other words, as in `std::string`, are not.
 */
const commandName =
  /^(?:error|warning|notice|debug|group|endgroup|echo|(?:add|remove|set|save|stop)-[\w-]*)(?:[ ,:]|$)/i;

/** A line with its tabs and its line end unchanged. */
function harmless(line: string, forPrograms: boolean): string {
  return line
    .split(forPrograms ? /(\t|\r$|::)/ : /(\t|\r$)/)
    .map((part, index, parts) => {
      if (part === '\t' || part === '\r') return part;
      if (part !== '::') return escapeText(part);
      return commandName.test(parts[index + 1] ?? '') ? `${visible(':')}:` : part;
    })
    .join('');
}

/** The name of a file in quotes, as git writes unusual names, if a CI runner would obey it. */
function harmlessHeader(line: string): string {
  if (!/::|##/.test(line)) return line;
  const [, sign, name] = /^(\S+) (.*)$/.exec(line)!;
  const quoted = name!.startsWith('"') ? name! : `"${name}"`;
  return `${sign} ${quoted.replace(/:(?=:)|#(?=#)/g, (character) => `\\0${character.charCodeAt(0).toString(8)}`)}`;
}

function painted(patch: string): string {
  const chalk = new Chalk({ level: 1 });
  const paint = { '+': chalk.green, '-': chalk.red, '@': chalk.cyan };
  return patch
    .split('\n')
    .map((line) => paint[line[0] as keyof typeof paint]?.(line) ?? line)
    .join('\n');
}
