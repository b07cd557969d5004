/** What git is told to ignore: files that are made on the way, and are not in a fresh clone. */
import ignore, { type Ignore } from 'ignore';
import { directoriesAbove, isWithin, resolvePath } from '../text/paths.ts';
import { type Files, fromRoot } from './files.ts';

/**
 * Answers whether git ignores a path, by the `.gitignore` of each folder above it, of which the nearest one that names it
 * decides. They are read once.
 *
 * @param top those of the folders above it are not read
 * @returns asked with paths from the root; those of folders may end in a slash, which patterns such as `build/` mean
 */
export function gitIgnore(files: Files, top = '/'): (path: string) => boolean {
  const known = new Map<string, Ignore | undefined>();
  const ignoreOf = (folder: string) => {
    if (!known.has(folder)) {
      const text = files.read(resolvePath(folder, '.gitignore'))?.text;
      known.set(folder, text === undefined ? undefined : ignore({ ignorecase: false }).add(text));
    }
    return known.get(folder);
  };
  return (path) => {
    const at = fromRoot(path);
    const end = path.endsWith('/') ? '/' : '';
    for (const folder of directoriesAbove(at).toReversed()) {
      if (!isWithin(folder, top)) break;
      const below = at.slice(folder === '/' ? 1 : folder.length + 1) + end;
      const told = ignoreOf(folder)?.test(below);
      if (told?.ignored || told?.unignored) return told.ignored;
    }
    return false;
  };
}
