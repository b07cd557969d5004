import { rules } from '../../rules/index.generated.ts';
import { describeError } from '../session/user-error.ts';
import { showConfig } from './commands/config.ts';
import { explain } from './commands/explain.ts';
import { init } from './commands/init.ts';
import { lint } from './commands/lint.ts';
import { listFiles } from './commands/list-files.ts';
import { listRules } from './commands/rules.ts';
import { errorLine } from './errors.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { plainInvocation } from './fast-path.ts';
import type { Invocation } from './invocation.ts';
import { type Io, write } from './io.ts';
import { isDebugging } from './session-options.ts';

/**
 * Runs the command line; `args` do not include the name of the program. Writes only to the given streams, never throws
 * and never ends the process.
 *
 * @param worker the script of worker threads, which share the work on many files; without it there are no threads
 */
export async function main(args: readonly string[], io: Io, worker?: string): Promise<ExitStatus> {
  try {
    return await run(await invocationOf(args, io), io, worker);
  } catch (error) {
    await write(io.stderr, errorLine(describeError(error, isDebugging(io.env)))).catch(() => undefined);
    return exitStatus.failure;
  }
}

/** yargs is a quarter of the program, so it is loaded from disk only when it is needed. */
async function invocationOf(args: readonly string[], io: Io): Promise<Invocation> {
  const plain = plainInvocation(args, io);
  if (plain !== undefined) return plain;
  const { parseCommandLine } = await import('./command-line.ts');
  return parseCommandLine(
    args,
    io,
    rules.map(({ id }) => id),
  );
}

function run(invocation: Invocation, io: Io, worker: string | undefined): Promise<ExitStatus> {
  switch (invocation.command) {
    case 'lint':
      return invocation.options.listFiles
        ? listFiles(invocation.options, io)
        : lint(invocation.options, io, worker);
    case 'rules':
      return listRules(invocation.options, io);
    case 'explain':
      return explain(invocation.options, io);
    case 'init':
      return init(invocation.options, io);
    case 'config':
      return showConfig(invocation.options, io);
    case 'report':
      return import('./commands/report.ts').then(({ report }) => report(invocation.options, io));
    case 'completion':
      return import('./commands/completion.ts').then(({ printCompletion }) =>
        printCompletion(invocation.shell, io),
      );
    case 'lsp':
      return import('./commands/lsp.ts').then(({ serveEditor }) => serveEditor(invocation.options, io));
    case 'inventory':
      return import('./commands/inventory.ts').then(({ inventory }) =>
        inventory(invocation.options, io, worker),
      );
    case 'mcp':
      return import('./commands/mcp.ts').then(({ serveAgent }) => serveAgent(invocation.options, io));
    case 'print':
      return print(invocation.text, io);
  }
}

async function print(text: string, io: Io): Promise<ExitStatus> {
  await write(io.stdout, text);
  return exitStatus.clean;
}
