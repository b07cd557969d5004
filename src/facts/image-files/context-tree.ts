import type { BuildContext } from '../../context/context.ts';
import type { CopyStep } from '../../model/model.ts';
import { resolvePath } from '../../text/paths.ts';
import {
  ContextFile,
  EMPTY_LISTING,
  type FileTree,
  type TreeEntry,
  type TreeListing,
  UNKNOWN_LISTING,
} from './file-tree.ts';

/** So many entries are looked at for one answer. */
export const MOST_ENTRIES = 20_000;

/** A build context as a COPY sees it: without what its ignore file keeps out. */
export class ContextTree implements FileTree {
  readonly #context: BuildContext;
  readonly #copy: CopyStep;

  constructor(context: BuildContext, copy: CopyStep) {
    this.#context = context;
    this.#copy = copy;
  }

  at(path: string): TreeEntry {
    const context = this.#context;
    if (context.certainty === 'unknown') return 'unknown';
    switch (context.stat(path)) {
      case 'file':
        return new ContextFile(this.#copy, context, path);
      case 'directory':
        return 'directory';
      case 'ignored':
        return isAnythingLeft(context, path) ? 'directory' : 'absent';
      case 'missing':
        return 'absent';
      case 'unknown':
        return 'unknown';
    }
  }

  list(directory: string): TreeListing {
    const names = this.#context.list(directory);
    if (names === undefined) {
      const entry = this.at(directory);
      return entry === 'directory' || entry === 'unknown' ? UNKNOWN_LISTING : EMPTY_LISTING;
    }
    const entries = names.map((name) => ({ name, entry: this.at(resolvePath(directory, name)) }));
    const isThere = ({ entry }: (typeof entries)[number]) => entry !== 'absent' && entry !== 'unknown';
    return {
      names: entries.filter(isThere).map(({ name }) => name),
      isComplete: entries.every(({ entry }) => entry !== 'unknown'),
    };
  }
}

/**
 * Whether an ignore file leaves anything below a path that it keeps out itself: a line with `!` lets some of it in again.
 * Where there is too much to look at, it does.
 */
export function isAnythingLeft(context: BuildContext, path: string): boolean {
  let looked = 0;
  const open = [path];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const by = context.ignoredBy(at);
    if (by && !by.hasExceptions) continue;
    for (const name of context.list(at) ?? []) {
      if (++looked > MOST_ENTRIES) return true;
      const child = resolvePath(at, name);
      const entry = context.stat(child);
      if (entry === 'file') return true;
      if (entry !== 'missing') open.push(child);
    }
  }
  return false;
}
