import { Console } from 'node:console';
import { serve } from '../../lsp/server.ts';
import { describeError } from '../../session/user-error.ts';
import { errorLine } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { LspOptions } from '../invocation.ts';
import type { Io } from '../io.ts';
import { today } from '../parsed-arguments.ts';
import { isDebugging, loadOptions } from '../session-options.ts';

/** Serves an editor until it leaves. Standard output belongs to the protocol alone. */
export async function serveEditor(options: LspOptions, io: Io): Promise<ExitStatus> {
  // What a plugin prints would be taken for a part of the protocol.
  globalThis.console = new Console(io.stderr);
  const ending = await serve({
    input: io.stdin,
    output: io.stdout,
    cwd: io.cwd(),
    load: { ...loadOptions(options, io), editor: true },
    today: () => (options.isDayGiven ? options.now : today()),
    fail: (error) => void io.stderr.write(errorLine(describeError(error, isDebugging(io.env)))),
  });
  return ending === 'orderly' ? exitStatus.clean : exitStatus.findings;
}
