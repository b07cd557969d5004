import { lintInvocation } from './given.ts';
import type { Invocation } from './invocation.ts';
import type { Io } from './io.ts';

/** What yargs takes for a command or a plea for help when it stands first or, `help`, last. */
const commands = ['rules', 'explain', 'init', 'config', 'completion', 'help'];

/** What a command line asks for that has nothing but paths, just as yargs would say; nothing for any other. */
export function plainInvocation(args: readonly string[], io: Io): Invocation | undefined {
  const isPlain = args.every((arg) => arg === '-' || !arg.startsWith('-'));
  const hasCommand = commands.includes(args[0] ?? '') || args.at(-1) === 'help';
  return isPlain && !hasCommand ? lintInvocation({ _: args }, io) : undefined;
}
