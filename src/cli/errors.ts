import { escapeText } from '../report/escape.ts';
import type { RunError } from '../report/run.ts';
import { UserError } from '../session/user-error.ts';
import { maskSecrets } from '../text/secrets.ts';

/** A command line that cannot be understood. */
export class UsageError extends UserError {
  constructor(message: string, hint = 'Run `azml-lint --help` to see what there is.') {
    super(message, hint);
  }
}

/** The message of an error in a run, with its file. */
export function errorText({ path, message }: RunError): string {
  return path === undefined ? message : `${escapeText(path)}: ${message}`;
}

/**
 * An error for standard error: with our name in front, and without secrets or control characters from what it quotes.
 */
export function errorLine(text: string): string {
  return `azml-lint: ${maskSecrets(text).split('\n').map(escapeText).join('\n')}\n`;
}
