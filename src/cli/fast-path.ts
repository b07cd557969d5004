import { commandNames, type Invocation } from './invocation.ts';
import type { Io } from './io.ts';
import { lintInvocation } from './parsed-arguments.ts';

/** What yargs takes for something else than a path where it stands first. */
const words: readonly string[] = [...commandNames, 'help'];

/** What a command line asks for that has nothing but paths, just as yargs would say; nothing for any other. */
export function plainInvocation(args: readonly string[], io: Io): Invocation | undefined {
  const isPlain = args.every((arg) => arg === '-' || !arg.startsWith('-'));
  const hasCommand = words.includes(args[0] ?? '') || args.at(-1) === 'help';
  return isPlain && !hasCommand ? lintInvocation({ _: args }, io) : undefined;
}
