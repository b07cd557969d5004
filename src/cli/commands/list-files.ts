import { escapeText } from '../../report/escape.ts';
import { Baselines } from '../../session/baselines.ts';
import { discover } from '../../session/discover.ts';
import { Failures, prepare } from '../../session/prepare.ts';
import { errorLine, errorText } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { commandNames, type LintOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { sessionOptions } from '../session-options.ts';
import { Terminal } from '../terminal.ts';

/** Prints the files that a lint would look at, one on each line. */
export async function listFiles(given: LintOptions, io: Io): Promise<ExitStatus> {
  const { fix: _, ...rest } = given;
  const options = sessionOptions({ ...rest, baseline: false, baselineAction: 'apply' }, io);
  const { targets, errors, notes } = await discover(options.paths, options.cwd, commandNames);
  const failures = new Failures(targets, options);
  const baselines = new Baselines(options);
  const host = new Terminal(given, io, targets.length);
  const { prepared } = await prepare(targets, { options, host, baselines, failures });
  await write(io.stdout, prepared.map(({ path }) => `${escapeText(path)}\n`).join(''));
  for (const note of notes) await write(io.stderr, errorLine(note));
  const wrong = [...errors, ...failures.all()];
  for (const error of wrong) await write(io.stderr, errorLine(errorText(error)));
  if (wrong.length > 0) return exitStatus.failure;
  return prepared.length === 0 ? exitStatus.nothingToLint : exitStatus.clean;
}
