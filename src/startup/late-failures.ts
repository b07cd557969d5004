import { errorLine } from '../cli/errors.ts';
import { type ExitStatus, exitStatus } from '../cli/exit-status.ts';
import type { Io } from '../cli/io.ts';

/** Failures that nothing awaited, and the exit status that they lead to. */
interface LateFailures {
  readonly status: ExitStatus | undefined;
}

/**
 * Reports failures that nothing awaits, such as a timer or a promise that a plugin's rule left running. Node would end
 * the process at that point, in the middle of a report, with the status for findings.
 */
export function tellLateFailures(host: NodeJS.Process & Io): LateFailures {
  const told = new Set<string>();
  const failures: { status: ExitStatus | undefined } = { status: undefined };
  const tell = (error: unknown): void => {
    failures.status = exitStatus.failure;
    host.exitCode = exitStatus.failure;
    const message = error instanceof Error ? error.message : String(error);
    // It probably fails in the same way for each file.
    if (told.has(message)) return;
    told.add(message);
    const hint = 'A rule of a plugin has left something behind that was not done when it returned.';
    host.stderr.write(errorLine(`something failed that nothing waits for: ${message}\n  ${hint}`));
  };
  host.on('uncaughtException', tell);
  // For Node a promise that is rejected is such an exception, too; not so for Bun, which runs the standalone executable.
  host.on('unhandledRejection', tell);
  return failures;
}
