/** The files that a command changes or removes where they are, when its words do not name each of them. */

import { PERMISSIONS, QUIET } from '../../programs/everyday.ts';
import type { Command } from '../../shell/script.ts';
import { matchesGlob } from '../../text/glob.ts';
import { namesOf } from '../../text/names.ts';
import { editedLayer, type Layer } from './layer.ts';

const EDITORS = namesOf('dos2unix vi vim ex ed nano');
const LEAVING_FILES = namesOf(`${PERMISSIONS} ${QUIET} find`);

/** Whether the files that a command changes in place are all among its words. */
export function editsItsWords(command: Command): boolean {
  return !isHandedFiles(command) && (command.program === 'sed' || EDITORS.has(command.program));
}

/** Whether a command changes files in place. */
export function isEditor(command: Command): boolean {
  const { program } = command;
  if (program === 'sed') return command.flag('-i', '--in-place') !== undefined;
  if (program === 'perl' || program === 'ruby') return command.words.some(({ text }) => /^-\w*i/.test(text));
  return EDITORS.has(program);
}

/** Whether a command takes files from `xargs`, not from its own words alone. */
function isHandedFiles({ wrappers }: Command): boolean {
  return wrappers.some(({ name }) => name === 'xargs');
}

/**
 * What `find` does by `-delete` and `-exec` to the files that it selects. All that its `-name` does not exclude may be among them.
 *
 * @param starts where it looks; `undefined` if that is not known
 */
export function foundLayers(find: Command, starts: readonly string[] | undefined): readonly Layer[] {
  const texts = find.words.map(({ text }) => text);
  const after = (option: RegExp) => texts.filter((_, index) => option.test(texts[index - 1] ?? ''));
  const changes =
    texts.includes('-delete') ||
    after(/^-(?:exec|ok)(?:dir)?$/).some((program) => !LEAVING_FILES.has(program.replace(/^.*\//, '')));
  if (!changes) return [];
  const names = after(/^-name$/);
  const isExcluding = texts.some((text) => text === '!' || text === '-not');
  const isFound = (path: string) =>
    names.length === 0 ||
    isExcluding ||
    path.split('/').some((part) => names.some((name) => /[[\\]/.test(name) || matchesGlob(name, part)));
  return (starts ?? ['/']).map((start) => editedLayer(start, isFound));
}
