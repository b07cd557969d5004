import { filesMatcher } from '../../context/ignore-file.ts';
import type { CopyStep } from '../../model/model.ts';
import { pushTo } from '../../text/multimap.ts';
import { baseName, directoriesAbove, resolvePath } from '../../text/paths.ts';
import { CopiedFile, type FileTree, isFile, type TreeEntry, type TreeListing } from './file-tree.ts';

/** A file or a directory of a tree, and where a COPY puts it: from the root of the destination. */
export interface Placed {
  readonly tree: FileTree;
  readonly from: string;
  readonly to: string;
}

/** What one COPY puts into its destination, as a tree that begins there. */
export class CopiedFiles implements FileTree {
  readonly #copy: CopyStep;
  readonly #placed = new Map<string, Placed[]>();
  /** The names in the directories that lead to what is placed. */
  readonly #names = new Map<string, Set<string>>();
  readonly #order: ReadonlyMap<Placed, number>;
  readonly #isExcluded: (path: string) => boolean;
  readonly #keepsParents: boolean;

  /** @param exclude patterns of `--exclude`, as in an ignore file */
  constructor(copy: CopyStep, placed: readonly Placed[], exclude: readonly string[], keepsParents: boolean) {
    this.#copy = copy;
    this.#isExcluded = exclude.length > 0 ? filesMatcher(exclude) : () => false;
    this.#keepsParents = keepsParents;
    this.#order = new Map(placed.map((one, index) => [one, index]));
    for (const one of placed) {
      pushTo(this.#placed, one.to, one);
      const parts = [...directoriesAbove(one.to), one.to];
      for (const [index, path] of parts.slice(1).entries()) {
        const above = parts[index]!;
        const names = this.#names.get(above) ?? new Set();
        this.#names.set(above, names.add(baseName(path)));
      }
    }
  }

  at(path: string): TreeEntry {
    for (const { one, rest } of this.#leadingTo(path)) {
      const entry = one.tree.at(resolvePath(one.from, `.${rest}`));
      if (entry === 'absent' || this.#leavesOut(one, rest, entry)) continue;
      return isFile(entry) ? new CopiedFile(this.#copy, entry) : entry;
    }
    return this.#names.has(path) ? 'directory' : 'absent';
  }

  list(directory: string): TreeListing {
    const listings = this.#leadingTo(directory).map(({ one, rest }) => {
      const { names, isComplete } = one.tree.list(resolvePath(one.from, `.${rest}`));
      return { names, isComplete };
    });
    const names = new Set([...(this.#names.get(directory) ?? []), ...listings.flatMap(({ names }) => names)]);
    const isThere = (name: string) => this.at(resolvePath(directory, name)) !== 'absent';
    return { names: [...names].filter(isThere).sort(), isComplete: listings.every((one) => one.isComplete) };
  }

  /** What is placed at a path or above it, the last one first, and the way from there. */
  #leadingTo(path: string): readonly { readonly one: Placed; readonly rest: string }[] {
    return [...directoriesAbove(path), path]
      .flatMap((to) => {
        const rest = path.slice(to === '/' ? 0 : to.length);
        return (this.#placed.get(to) ?? []).map((one) => ({ one, rest }));
      })
      .sort((a, b) => this.#order.get(b.one)! - this.#order.get(a.one)!);
  }

  /** `--exclude` sees paths as they are below a source; a file is seen by its name, or with `--parents` by its whole path. */
  #leavesOut({ from, to }: Placed, rest: string, entry: TreeEntry): boolean {
    if (this.#keepsParents) return this.#isExcluded(`${to}${rest}`);
    if (rest !== '' && rest !== '/') return this.#isExcluded(rest);
    return isFile(entry) && this.#isExcluded(baseName(from));
  }
}
