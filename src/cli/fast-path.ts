import { commandNames, type Invocation } from './invocation.ts';
import type { Io } from './io.ts';
import { lintInvocation } from './parsed-arguments.ts';

/** Words that yargs does not take as a path in the first place. */
const words: readonly string[] = [...commandNames, 'help'];

/** The invocation of a command line that has only paths, as yargs would parse it; `undefined` for any other. */
export function plainInvocation(args: readonly string[], io: Io): Invocation | undefined {
  const isPlain = args.every((arg) => arg === '-' || !arg.startsWith('-'));
  const hasCommand = words.includes(args[0] ?? '') || args.at(-1) === 'help';
  return isPlain && !hasCommand ? lintInvocation({ _: args }, io) : undefined;
}
