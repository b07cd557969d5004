import { errorLine } from '../cli/errors.ts';
import { type ExitStatus, exitStatus } from '../cli/exit-status.ts';
import type { Io } from '../cli/io.ts';

/** What failed while nobody waited for it, and the status that the process then ends with. */
interface LateFailures {
  readonly status: ExitStatus | undefined;
}

/**
 * Tells what fails while nobody waits for it: the timer or the promise that a rule of a plugin has left behind. Node would
 * end the process there, in the middle of a report, with the status for findings.
 */
export function tellLateFailures(host: NodeJS.Process & Io): LateFailures {
  const told = new Set<string>();
  const failures: { status: ExitStatus | undefined } = { status: undefined };
  host.on('uncaughtException', (error: unknown) => {
    failures.status = exitStatus.failure;
    host.exitCode = exitStatus.failure;
    const message = error instanceof Error ? error.message : String(error);
    // Most likely it fails for each file alike.
    if (told.has(message)) return;
    told.add(message);
    const hint = 'A rule of a plugin has left something behind that was not done when it returned.';
    host.stderr.write(errorLine(`something failed that nothing waits for: ${message}\n  ${hint}`));
  });
  return failures;
}
