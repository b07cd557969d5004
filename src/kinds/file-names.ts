/**
 * What files of a kind are called: what a search takes, what the hooks of pre-commit are given, and what the documentation says, all
 * made from this. Regular expressions are such that JavaScript and Python read alike.
 */
export interface FileNames {
  /** Expression for paths with forward slashes. */
  readonly files: string;
  /** The same for those that it does not mean after all. */
  readonly exclude?: string;
  /** Names that are taken, and names that are left, for people. */
  readonly examples: { readonly found: readonly string[]; readonly notFound: readonly string[] };
}

/** All that some kinds of file are called. */
export function joinNames(all: readonly FileNames[]): FileNames {
  const excluded = all.flatMap(({ exclude = [] }) => exclude);
  return {
    files: all.map(({ files }) => files).join('|'),
    ...(excluded.length > 0 && { exclude: excluded.join('|') }),
    examples: {
      found: all.flatMap(({ examples }) => examples.found),
      notFound: all.flatMap(({ examples }) => examples.notFound),
    },
  };
}

/** Makes the function that tells whether a path, with forward slashes, has such a name. */
export function matcherOf({ files, exclude }: FileNames): (path: string) => boolean {
  const wanted = new RegExp(files);
  const unwanted = exclude === undefined ? undefined : new RegExp(exclude);
  return (path) => wanted.test(path) && !unwanted?.test(path);
}
