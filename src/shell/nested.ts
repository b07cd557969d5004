/** Scripts in scripts: `sh -c '…'`, `eval "…"`, `bash <<EOF`. */
import type { Fragment } from '../text/fragment.ts';
import type { Redirection } from './script.ts';
import type { CommandPart } from './syntax.ts';
import { heredocText } from './word.ts';
import type { Inner } from './wrapper.ts';

/** The longest argument that Linux passes to a program (MAX_ARG_STRLEN); a longer script never runs. */
const MAX_ARGUMENT = 131_072;

/** A script that a command receives. */
export interface NestedScript {
  readonly text: Fragment;
  readonly literal: boolean;
  /** The words or the redirection that contain it. */
  readonly from: readonly CommandPart[];
}

/** The script that a shell receives: as an argument, or on its standard input. */
export function nestedScript(
  inner: Exclude<Inner, { runs: 'command' }>,
  redirections: readonly Redirection[],
  piped: Redirection | undefined,
): NestedScript | undefined {
  if (inner.runs === 'script') {
    if (inner.text.text.length > MAX_ARGUMENT) return undefined;
    return { text: inner.text, literal: inner.literal, from: inner.words };
  }
  const input = heredocOf(redirections) ?? piped;
  if (!input?.body) return undefined;
  const quoted = input.target?.quoted === true;
  const literal = quoted || !/[$`]/.test(input.body.text);
  return { text: heredocText(input.body, quoted), literal, from: [input] };
}

/** The here-document on standard input. */
export function heredocOf(redirections: readonly Redirection[]): Redirection | undefined {
  return redirections.findLast(({ body, fileDescriptor }) => body && (fileDescriptor ?? 0) === 0);
}
