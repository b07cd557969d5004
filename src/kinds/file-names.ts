/**
 * The names of files of a kind. The search for files, the hooks of pre-commit and the documentation all use them. The
 * regular expressions mean the same in JavaScript and Python.
 */
export interface FileNames {
  /** An expression for paths with forward slashes. */
  readonly files: string;
  /** An expression for further paths that no search takes, but of which one may be named: `environment.json`. */
  readonly onRequest?: string;
  /** An expression for paths that are excluded again. */
  readonly exclude?: string;
  /** Names that are taken, and names that are skipped, for people. */
  readonly examples: { readonly found: readonly string[]; readonly notFound: readonly string[] };
}

/** The names of several kinds together. */
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

/** Makes the function that says whether a path, with forward slashes, has such a name. */
export function matcherOf({ files, exclude }: FileNames): (path: string) => boolean {
  const wanted = new RegExp(files);
  const unwanted = exclude === undefined ? undefined : new RegExp(exclude);
  return (path) => wanted.test(path) && !unwanted?.test(path);
}
