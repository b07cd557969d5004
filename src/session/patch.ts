import { Chalk } from 'chalk';
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import { escapeText, visible } from '../report/escape.ts';
import { maskerFor } from '../report/secrets.ts';
import { masked } from '../text/secrets.ts';

/** How a patch is shown. */
export interface PatchStyle {
  /**
   * It goes to a program, perhaps `git apply`, and not into the log of CI: whatever is harmless there stays as it is, so
   * that the patch applies.
   */
  readonly forPrograms: boolean;
  readonly color: boolean;
}

/** A patch, and what of it is not as it is in the file. */
export interface Patch {
  readonly text: string;
  /** The lines of the file, from 1, that are shown without their secrets or with escapes. There it does not apply. */
  readonly altered: readonly number[];
}

/** The unified diff between two texts of a file, as `git apply` and `patch -p1` take it. It shows no secrets, and nothing in it acts. */
export function patchOf(path: string, before: string, after: string, style: PatchStyle): Patch {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined);
  const [old, fresh] = [shownLines(before, style), shownLines(after, style)];
  const hunks = patch.hunks.map((hunk) => shownHunk(hunk, old, fresh));
  const altered = hunks.flatMap((hunk) => hunk.altered);
  // Where only what is added has a secret, the mask would be written in its place.
  if (hunks.some(({ isDeceptive }) => isDeceptive)) return { text: '', altered };
  const body = formatPatch({ ...patch, hunks: hunks.map(({ hunk }) => hunk) }, FILE_HEADERS_ONLY);
  const text = body.replace(/^--- .*\n\+\+\+ .*/, (head) => head.split('\n').map(harmlessHeader).join('\n'));
  return { text: style.color ? painted(text) : text, altered };
}

interface ShownHunk {
  readonly hunk: StructuredPatchHunk;
  readonly altered: readonly number[];
  /** It would apply, and do something else than it should. */
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

/** The lines of a text as they may be shown. */
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

/** What GitHub Actions and its like obey after two colons. Others, as in `std::string`, are no commands. */
const commandName =
  /^(?:error|warning|notice|debug|group|endgroup|echo|(?:add|remove|set|save|stop)-[\w-]*)(?:[ ,:]|$)/i;

/** A line with tabs and its line end as they are. */
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

/** The name of a file in quotes, as git writes names that are not plain, where a runner of CI would obey it. */
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
