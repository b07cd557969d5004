import type { BuildContext, IgnoredBy } from '../../context/context.ts';
import type { CopyStep } from '../../model/model.ts';
import { isManagedBuild } from '../../model/surroundings.ts';
import { memoized } from '../../text/memoized.ts';
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

/**
 * What does not count of a context: what its ignore file keeps out of the build, what Azure ML's client does not upload,
 * or nothing.
 */
export type LeftOut = 'ignored' | 'kept back' | 'nothing';

type ViewEntry = 'file' | 'directory' | 'absent' | 'unknown';

/** So many answers are kept. */
const MOST_ANSWERS = 50_000;

function kept<Answer>(answers: Map<string, Answer>, path: string, find: () => Answer): Answer {
  const known = answers.get(path);
  if (known !== undefined) return known;
  const fresh = find();
  if (answers.size < MOST_ANSWERS) answers.set(path, fresh);
  return fresh;
}

/**
 * A build context without what does not count; the same object each time.
 *
 * @param isManaged Azure ML builds, perhaps with Docker's classic builder, which does not read an ignore file that is named
 *   after a Dockerfile: what that keeps out is unknown
 */
export function contextView(context: BuildContext, leftOut: LeftOut, isManaged = false): ContextView {
  return viewsOf(context)(leftOut, isManaged);
}

const viewsOf = memoized((context: BuildContext) => {
  const views = new Map<string, ContextView>();
  return (leftOut: LeftOut, isManaged: boolean): ContextView => {
    const key = `${leftOut} ${isManaged}`;
    const isCertain = ({ file }: IgnoredBy) => !isManaged || file === '.dockerignore';
    const known = views.get(key) ?? new ContextView(context, leftOut, isCertain);
    views.set(key, known);
    return known;
  };
});

/** A build context without what does not count. */
export class ContextView {
  readonly #context: BuildContext;
  readonly #leftOut: LeftOut;
  readonly #entries = new Map<string, ViewEntry>();
  readonly #listings = new Map<string, TreeListing>();
  readonly #isCertain: (by: IgnoredBy) => boolean;
  readonly #holding = new Map<string, boolean>();

  /** Use {@link contextView}, which knows what has been asked before. */
  constructor(context: BuildContext, leftOut: LeftOut, isCertain: (by: IgnoredBy) => boolean) {
    this.#context = context;
    this.#leftOut = leftOut;
    this.#isCertain = isCertain;
  }

  at(path: string): ViewEntry {
    return kept(this.#entries, path, () => this.#find(path));
  }

  #find(path: string): ViewEntry {
    const context = this.#context;
    const entry = context.certainty === 'unknown' ? 'unknown' : context.stat(path);
    if (entry === 'unknown') return 'unknown';
    // Where nobody says that this is what is built, something may still be made first.
    if (entry === 'missing')
      return context.certainty !== 'given' && context.isUntracked(path) ? 'unknown' : 'absent';
    const isDirectory = entry === 'directory' || (entry === 'ignored' && context.list(path) !== undefined);
    const by = entry === 'ignored' || this.#leftOut !== 'ignored' ? this.leftOutBy(path) : undefined;
    if (by && !(isDirectory && by.hasExceptions && this.holdsFiles(path)))
      return this.#isCertain(by) ? 'absent' : 'unknown';
    if (!isDirectory) return 'file';
    // Files are uploaded, and with them the directories that they are in.
    return this.#leftOut === 'kept back' && !this.holdsFiles(path) ? 'absent' : 'directory';
  }

  list(directory: string): TreeListing {
    return kept(this.#listings, directory, () => this.#listAll(directory));
  }

  #listAll(directory: string): TreeListing {
    const names = this.#context.list(directory);
    if (names === undefined) {
      const entry = this.at(directory);
      return entry === 'directory' || entry === 'unknown' ? UNKNOWN_LISTING : EMPTY_LISTING;
    }
    const entries = names.map((name) => ({ name, entry: this.at(resolvePath(directory, name)) }));
    return {
      names: entries.flatMap(({ name, entry }) => (entry === 'absent' || entry === 'unknown' ? [] : [name])),
      isComplete: entries.every(({ entry }) => entry !== 'unknown'),
    };
  }

  /** What leaves out a path; it may still leave something below it. */
  leftOutBy(path: string): IgnoredBy | undefined {
    if (this.#leftOut === 'nothing') return undefined;
    return this.#leftOut === 'ignored' ? this.#context.ignoredBy(path) : this.#context.keptBackBy(path);
  }

  /** Whether a file counts at a path or below it. Where there is too much to look at, one does. */
  holdsFiles(path: string): boolean {
    return kept(this.#holding, path, () => this.#holds(path, (by) => by === undefined) ?? true);
  }

  /** What leaves out a path, or else the first file below it that is left out. */
  firstLeftOutBy(path: string): IgnoredBy | undefined {
    let first = this.leftOutBy(path);
    if (!first)
      this.#holds(path, (by) => {
        first ??= by;
        return by !== undefined;
      });
    return first;
  }

  /** Whether there is a file at a path or below it of which something holds; `undefined` if there is too much to look at. */
  #holds(path: string, isWanted: (by: IgnoredBy | undefined) => boolean): boolean | undefined {
    let looked = 0;
    const open = [path];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const by = this.leftOutBy(at);
      const names = this.#context.list(at);
      if (names === undefined && this.#context.stat(at) !== 'missing' && isWanted(by)) return true;
      if (names === undefined || (by && !by.hasExceptions && !isWanted(by))) continue;
      looked += names.length;
      if (looked > MOST_ENTRIES) return undefined;
      for (const name of names) open.push(resolvePath(at, name));
    }
    return false;
  }
}

/** The same as what a COPY takes its files from. */
export class ContextTree implements FileTree {
  readonly #context: BuildContext;
  readonly #copy: CopyStep;
  /** The same for all COPYs. */
  readonly view: ContextView;

  constructor(context: BuildContext, copy: CopyStep) {
    this.#context = context;
    this.#copy = copy;
    this.view = contextView(context, 'ignored', isManagedBuild(copy.stage.file));
  }

  at(path: string): TreeEntry {
    const entry = this.view.at(path);
    return entry === 'file' ? new ContextFile(this.#copy, this.#context, path) : entry;
  }

  list(directory: string): TreeListing {
    return this.view.list(directory);
  }
}
