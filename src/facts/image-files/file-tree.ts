/** A tree of files as far as it is known: an image, or a build context seen as one. */
import type { BuildContext } from '../../context/context.ts';
import type { Heredoc } from '../../dockerfile/tree.ts';
import type { CopyStep } from '../../model/model.ts';
import type { SourceFile } from '../../text/source.ts';

/**
 * What lies at a path.
 *
 * - `directory`: certainly one
 * - `absent`: certainly nothing
 * - `unknown`: it cannot be told, nor what is below it
 */
export type TreeEntry = ImageFile | 'directory' | 'absent' | 'unknown';

/** A file that a COPY or ADD puts into an image. */
export interface ImageFile {
  /** The instruction that puts it where it was found. */
  readonly copy: CopyStep;
  /** Its path in the build context, from the root; `undefined` for a here-document. */
  readonly contextPath: string | undefined;
  /** The here-document that it is made of. Findings about it point into the Dockerfile: see its `body`. */
  readonly heredoc: Heredoc | undefined;
  /** The file of the context, to which findings can refer; `undefined` for a here-document, and what is not text or too large. */
  readonly source: SourceFile | undefined;
  /** What is in it; `undefined` if that is not known. */
  readonly text: string | undefined;
  /** In bytes; `undefined` if it is not known. */
  readonly size: number | undefined;
}

/** The names in a directory. */
export interface TreeListing {
  /** Those that are certain, in order. */
  readonly names: readonly string[];
  /** There are no others. */
  readonly isComplete: boolean;
}

/** A tree of files. Paths are absolute; case matters in names. */
export interface FileTree {
  /** What lies at a path. */
  at(path: string): TreeEntry;
  /** What is in a directory: nothing, for what is certainly no directory. */
  list(directory: string): TreeListing;
}

/** What is in a directory about which nothing is known. */
export const UNKNOWN_LISTING: TreeListing = { names: [], isComplete: false };

/** What is in a directory that does not exist. */
export const EMPTY_LISTING: TreeListing = { names: [], isComplete: true };

/** Whether an entry is a file. */
export function isFile(entry: TreeEntry): entry is ImageFile {
  return typeof entry === 'object';
}

/** A file of a build context. It is read when something is asked. */
export class ContextFile implements ImageFile {
  readonly copy: CopyStep;
  readonly contextPath: string;
  readonly heredoc = undefined;
  readonly #context: BuildContext;

  constructor(copy: CopyStep, context: BuildContext, path: string) {
    this.copy = copy;
    this.contextPath = path;
    this.#context = context;
  }

  get source(): SourceFile | undefined {
    return this.#context.source(this.contextPath);
  }

  get text(): string | undefined {
    return this.#context.read(this.contextPath);
  }

  get size(): number | undefined {
    return this.#context.size(this.contextPath);
  }
}

/** A file that stands in the Dockerfile. */
export class HeredocFile implements ImageFile {
  readonly copy: CopyStep;
  readonly contextPath = undefined;
  readonly heredoc: Heredoc;
  readonly source = undefined;

  constructor(copy: CopyStep, heredoc: Heredoc) {
    this.copy = copy;
    this.heredoc = heredoc;
  }

  /** With variables and escapes to expand, only what has none is known. */
  get text(): string | undefined {
    const { body, expand } = this.heredoc;
    return expand && /[$\\]/.test(body.text) ? undefined : body.text;
  }

  get size(): number | undefined {
    return this.text === undefined ? undefined : new TextEncoder().encode(this.text).length;
  }
}

/** The same file, put somewhere else by another COPY. */
export class CopiedFile implements ImageFile {
  readonly copy: CopyStep;
  readonly #file: ImageFile;

  constructor(copy: CopyStep, file: ImageFile) {
    this.copy = copy;
    this.#file = file instanceof CopiedFile ? file.#file : file;
  }

  get contextPath(): string | undefined {
    return this.#file.contextPath;
  }

  get heredoc(): Heredoc | undefined {
    return this.#file.heredoc;
  }

  get source(): SourceFile | undefined {
    return this.#file.source;
  }

  get text(): string | undefined {
    return this.#file.text;
  }

  get size(): number | undefined {
    return this.#file.size;
  }
}
