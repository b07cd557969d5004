import { ConfigError } from '../config/problem.ts';
import { escapeText } from '../report/escape.ts';
import type { RunError } from '../report/run.ts';
import { maskSecrets } from '../text/secrets.ts';
import { homepage, version } from '../version.ts';
import type { Io } from './io.ts';

/** An error that a user can cause and cure: one line that says what is wrong, and perhaps one that says what to do. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** A command line that cannot be understood. */
export class WrongUse extends UserError {
  constructor(message: string, hint = 'Run `azml-lint --help` to see what there is.') {
    super(message, hint);
  }
}

/** An error in words, on as many lines as it needs, without a line end at the end. */
export function describeError(error: unknown, env: Io['env']): string {
  if (error instanceof UserError)
    return error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`;
  if (error instanceof ConfigError) return error.message;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = env.AZML_LINT_DEBUG ? stack : '  AZML_LINT_DEBUG=1 shows where it comes from.';
  return `internal error in azml-lint ${version}: ${message}\n  Please report it: ${homepage}\n${details}`;
}

/** What went wrong in a run, with the file that it is about. */
export function errorText({ path, message }: RunError): string {
  return path === undefined ? message : `${escapeText(path)}: ${message}`;
}

/** A complaint as it goes to standard error: with our name in front, harmless and without secrets whatever it quotes. */
export function complaint(text: string): string {
  return `azml-lint: ${maskSecrets(text).split('\n').map(escapeText).join('\n')}\n`;
}
