/** One thing that is wrong with a configuration. */
export interface Problem {
  /** The file, as it is shown. Without it the wrong thing was given on the command line or in a call. */
  readonly file?: string;
  /** Line and column count from 1, columns in UTF-16 code units. */
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do about it, in sentences. */
  readonly hint?: string;
}

/** A configuration that cannot be used. Its message lists every problem, one or two lines each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** In order of place. Never empty. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPlace);
    super(sorted.map(problemText).join('\n'));
    this.problems = sorted;
  }
}

/** `.azml-lint.yaml:3:5: unknown key …`, with the hint on a line of its own. */
function problemText({ file, line, column, message, hint }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place && `${place}: `}${message}${hint === undefined ? '' : `\n  ${hint}`}`;
}

/** By line and column; the sort is stable, so that the problems of a file stay together in the order it was read. */
function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return 0;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
