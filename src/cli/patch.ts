import { Chalk } from 'chalk';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { escapeText } from '../report/escape.ts';
import { maskerFor } from '../report/secrets.ts';

/** How a patch is shown. */
export interface PatchStyle {
  /**
   * Programs get the patch as it is. People and logs of CI get one that shows no secrets, and in which nothing acts, as in
   * reports.
   */
  readonly exact: boolean;
  readonly color: boolean;
}

/** The unified diff between two texts of a file, as `git apply` and `patch -p1` take it. */
export function patchOf(path: string, before: string, after: string, { exact, color }: PatchStyle): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  if (exact) return patch;
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paint = { '+': chalk.green, '-': chalk.red, '@': chalk.cyan };
  const painted = (line: string) => paint[line[0] as keyof typeof paint]?.(line) ?? line;
  return maskerFor(before)
    .mask(patch)
    .split('\n')
    .map((line) => painted(harmless(line)))
    .join('\n');
}

/** A line with tabs and its line end as they are. */
function harmless(line: string): string {
  return line
    .split(/(\t|\r$)/)
    .map((part) => (part === '\t' || part === '\r' ? part : escapeText(part)))
    .join('');
}
