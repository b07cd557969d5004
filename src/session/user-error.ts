import { ConfigError } from '../config/problem.ts';
import { homepage, version } from '../version.ts';

/** An error that a user can cause and cure: one line about the problem, and possibly one about the cure. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * The message of an error, on as many lines as it needs, without a line end at the end.
 *
 * @param debug whether an internal error includes its stack
 */
export function describeError(error: unknown, debug: boolean): string {
  if (error instanceof UserError)
    return error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`;
  if (error instanceof ConfigError) return error.message;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = debug ? stack : '  AZML_LINT_DEBUG=1 shows where it comes from.';
  return `internal error in azml-lint ${version}: ${message}\n  Please report it: ${homepage}\n${details}`;
}
