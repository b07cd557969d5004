/** The meanings of the exit status. */
export const exitStatus = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Wrong use, bad configuration, unreadable input or an internal error. */
  failure: 2,
  /** There was no file to lint. */
  nothingToLint: 3,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
