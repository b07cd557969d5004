import { isAbsolute } from 'node:path';
import { realPath } from '../../config/tree.ts';
import { serve } from '../../mcp/serve.ts';
import { errorLine } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { McpOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { today } from '../parsed-arguments.ts';
import { isDebugging } from '../session-options.ts';

const WAITING =
  'waiting for a client of the Model Context Protocol on standard input\n  An agent starts this command itself: docs/agents.md says how.';

/** Serves an agent on the standard streams, until it closes them. */
export async function serveAgent({ config, trust }: McpOptions, io: Io): Promise<ExitStatus> {
  // Only the protocol may be on standard output, whatever a plugin prints.
  Object.assign(console, { log: console.error, info: console.error, debug: console.error });
  if ('isTTY' in io.stdin && io.stdin.isTTY === true) await write(io.stderr, errorLine(WAITING));
  const options = { cwd: workingDirectory(io), env: io.env, config, trust, today };
  await serve(io.stdin, io.stdout, options, (message) => {
    if (isDebugging(io.env)) io.stderr.write(errorLine(message));
  });
  return exitStatus.clean;
}

/** As the shell names it, which may be by links: so do agents name what is in it. */
function workingDirectory(io: Io): string {
  const [named, cwd] = [io.env.PWD, io.cwd()];
  return named !== undefined && isAbsolute(named) && realPath(named) === realPath(cwd) ? named : cwd;
}
