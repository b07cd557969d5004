/** One thing that is wrong with a configuration. */
export interface Problem {
  /** The file, as shown to people. Without it, the mistake is on the command line or in a call. */
  readonly file?: string;
  /** Line and column from 1, columns in UTF-16 code units. */
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do about it, in sentences. */
  readonly hint?: string;
}

/**
 * A configuration that cannot be used. Its message lists every problem, one or two lines each.
 *
 * @example
 * let problems: readonly Problem[] = [];
 * try {
 *   lint('FROM ubuntu\n', { rules: { 'apt/upgrad': 'off' } });
 * } catch (error) {
 *   if (error instanceof ConfigError) problems = error.problems;
 * }
 * problems.map(({ hint }) => hint); // => ['Did you mean `apt/upgrade`? `azml-lint rules` lists all.']
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** By file, in order of place. Never empty. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = byPlace(problems);
    super(sorted.map(problemText).join('\n'));
    this.problems = sorted;
  }
}

/** `.azml-lint.yaml:3:5: unknown key …`, with the hint on a separate line. */
function problemText({ file, line, column, message, hint }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place && `${place}: `}${message}${hint === undefined ? '' : `\n  ${hint}`}`;
}

/** By file, in order of first appearance, and then by line and column. */
function byPlace(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
