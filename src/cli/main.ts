import { isCompletion, parseCommandLine } from './command-line.ts';
import { complaint, describeError } from './errors.ts';
import { type ExitStatus, exitStatus } from './exit.ts';
import type { Invocation } from './invocation.ts';
import { type Io, write } from './io.ts';

/**
 * Runs the command line, without the name of the program in front. Writes to the streams it is given, never throws and
 * never ends the process.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitStatus> {
  try {
    return await run(parseCommandLine(args, io, isCompletion(args) ? await ruleNames() : []), io);
  } catch (error) {
    await write(io.stderr, complaint(describeError(error, io.env))).catch(() => undefined);
    return exitStatus.failure;
  }
}

/** Each command is read from disk only when it is called. */
async function run(invocation: Invocation, io: Io): Promise<ExitStatus> {
  switch (invocation.command) {
    case 'lint':
      return (await import('./commands/lint.ts')).lint(invocation.options, io);
    case 'rules':
      return (await import('./commands/rules.ts')).listRules(invocation.options, io);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(invocation.options, io);
    case 'init':
      return (await import('./commands/init.ts')).init(invocation.options, io);
    case 'config':
      return (await import('./commands/config.ts')).showConfig(invocation.options, io);
    case 'print':
      await write(io.stdout, invocation.text);
      return exitStatus.clean;
  }
}

/** What a shell proposes for the name of a rule. */
async function ruleNames(): Promise<readonly string[]> {
  const { rules } = await import('../../rules/index.generated.ts');
  return rules.map(({ id }) => id);
}
