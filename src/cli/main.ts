import { homepage, version } from '../version.ts';
import { parseCommandLine } from './command-line.ts';
import { UserError } from './errors.ts';
import { type ExitStatus, exitStatus } from './exit.ts';
import type { Invocation } from './invocation.ts';
import { type Io, write } from './io.ts';

/**
 * Runs the command line, without the name of the program in front. Writes to the streams it is given, never throws and
 * never ends the process.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitStatus> {
  try {
    return await run(parseCommandLine(args, io), io);
  } catch (error) {
    await write(io.stderr, describe(error, io)).catch(() => undefined);
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

function describe(error: unknown, io: Io): string {
  if (error instanceof UserError) {
    return `azml-lint: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = io.env.AZML_LINT_DEBUG
    ? `${stack}\n`
    : '  Set AZML_LINT_DEBUG=1 to see where it comes from.\n';
  return `azml-lint ${version}: internal error: ${message}\n  Please report this: ${homepage}\n${details}`;
}
