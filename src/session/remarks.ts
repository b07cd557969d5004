import { resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { quotedList } from '../config/did-you-mean.ts';
import { configurationNames } from '../config/discovery.ts';
import { originText } from '../config/origin.ts';
import { isInside } from '../config/paths.ts';
import { isDirectory } from '../config/tree.ts';

/** Notes about files that were meant as configurations but do not have the right name. */
export function misnamedNotes(configurations: Iterable<Configuration>): readonly string[] {
  const misnamed = new Set([...configurations].flatMap((one) => one.misnamed));
  const names = quotedList(configurationNames);
  return [...misnamed].map(
    (path) =>
      `\`${path}\` is not read: a configuration has one of the names ${names}\n  Rename it, or name it with \`--config\`.`,
  );
}

/**
 * Notes about overrides that match no file. There are none unless all files of a configuration were searched: when a
 * user lints one file, the other overrides do not matter.
 */
export function unusedNotes(
  configurations: Iterable<Configuration>,
  paths: readonly string[],
  cwd: string,
): readonly string[] {
  const searched = paths.map((path) => resolve(cwd, path)).filter(isDirectory);
  return [...configurations]
    .filter(({ directory }) => directory !== undefined && searched.some((one) => isInside(directory, one)))
    .flatMap((one) => one.unusedOverrides())
    .map(
      (origin) =>
        `${originText(origin)}: the \`files\` of this override match no file that was linted\n  Correct them, or take the override out.`,
    );
}
