import { escapeText } from '../../report/escape.ts';
import { Baselines } from '../../session/baselines.ts';
import { discover } from '../../session/discover.ts';
import { Failures, prepare } from '../../session/prepare.ts';
import { complaint, errorText } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { LintOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';

/** Says which files a lint would look at, one a line. */
export async function listFiles(given: LintOptions, io: Io): Promise<ExitStatus> {
  const { fix: _, ...rest } = given;
  const options: LintOptions = { ...rest, baseline: false, baselineAction: 'apply' };
  const { targets, errors, notes } = await discover(options.paths, io.cwd());
  const failures = new Failures(targets, io);
  const baselines = new Baselines(options, io.cwd());
  const { prepared } = await prepare(targets, { options, io, baselines, failures });
  await write(io.stdout, prepared.map(({ path }) => `${escapeText(path)}\n`).join(''));
  for (const note of notes) await write(io.stderr, complaint(note));
  const wrong = [...errors, ...failures.all()];
  for (const error of wrong) await write(io.stderr, complaint(errorText(error)));
  if (wrong.length > 0) return exitStatus.failure;
  return prepared.length === 0 ? exitStatus.nothingToLint : exitStatus.clean;
}
