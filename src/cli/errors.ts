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

/** What went wrong in a run, with the file that it is about. */
export function errorText({ path, message }: RunError): string {
  return path === undefined ? message : `${escapeText(path)}: ${message}`;
}

/** A complaint as it goes to standard error: with our name in front, harmless and without secrets whatever it quotes. */
export function errorLine(text: string): string {
  return `azml-lint: ${maskSecrets(text).split('\n').map(escapeText).join('\n')}\n`;
}
