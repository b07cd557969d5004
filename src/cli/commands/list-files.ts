import { readFileSync } from 'node:fs';
import { escapeText } from '../../report/escape.ts';
import { Baselines } from '../../session/baselines.ts';
import { discover, standardInput } from '../../session/discover.ts';
import { kindOfFile, refusingKind } from '../../session/file-kind.ts';
import { Failures, prepare } from '../../session/prepare.ts';
import { Projects, yamlAmong } from '../../session/projects.ts';
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
  const projects = new Projects(options.cwd, { yaml: yamlAmong(targets) });
  const preparation = { options, host, baselines, failures, projects };
  const { prepared, ignored, unrecognized } = await prepare(targets, preparation);
  const listed: string[] = [];
  for (const { target, file, path } of prepared) {
    const error = target.file === standardInput ? undefined : await refusalOf(file);
    if (error === undefined) listed.push(`${escapeText(path)}\n`);
    else failures.addError(target, error, path);
  }
  await write(io.stdout, listed.join(''));
  for (const note of notes) await write(io.stderr, errorLine(note));
  const wrong = [...errors, ...failures.all()];
  for (const error of wrong) await write(io.stderr, errorLine(errorText(error)));
  if (wrong.length > 0) return exitStatus.failure;
  const isMeant = given.forceIgnore && ignored + unrecognized.length > 0;
  return listed.length === 0 && !isMeant ? exitStatus.nothingToLint : exitStatus.clean;
}

/** Why a file that is named is not linted: it has the name of another kind, but not its text. */
async function refusalOf(file: string): Promise<unknown> {
  if (!(await refusingKind(file))) return undefined;
  try {
    await kindOfFile(readFileSync(file, 'utf8'), file);
    return undefined;
  } catch (error) {
    return error;
  }
}
