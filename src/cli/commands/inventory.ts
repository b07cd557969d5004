import { writtenInventory } from '../../report/inventory/formats.ts';
import type { InventoryRun } from '../../report/inventory/view.ts';
import { plural } from '../../report/summary.ts';
import { discover } from '../../session/discover.ts';
import { kindTitles } from '../../session/file-kind.ts';
import { readStandardInput } from '../../session/read.ts';
import { repositoryOfRun } from '../../session/run-repository.ts';
import { type InventoryTaken, takeInventory } from '../../session/take-inventory.ts';
import { version } from '../../version.ts';
import { unusedArguments } from '../build-args.ts';
import { isColored } from '../color.ts';
import { errorLine, errorText } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { commandNames, type InventoryOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { Progress } from '../progress.ts';
import { writeReportFile } from '../report-file.ts';
import { sessionOptions } from '../session-options.ts';

/**
 * Prints what each stage and environment is built on.
 *
 * @param worker the script of worker threads; without it there are no threads
 */
export async function inventory(options: InventoryOptions, io: Io, worker?: string): Promise<ExitStatus> {
  const { targets, errors, notes } = await discover(options.paths, io.cwd(), commandNames);
  const progress = new Progress(io.stderr, targets.length, options.quiet);
  let input: ReturnType<typeof readStandardInput> | undefined;
  const host = {
    readStandardInput: () => (input ??= readStandardInput(io.stdin)),
    print: (text: string) => write(io.stdout, text),
    progress: (done: number) => progress.report(done),
  };
  const taken = await takeInventory(
    targets,
    sessionOptions({ ...options, baselineAction: 'apply' }, io),
    host,
    worker,
  );
  progress.clear();
  const paths = targets.map(({ file }) => file);
  const { repository, placed } = repositoryOfRun(paths, io.cwd(), io.env);
  const run: InventoryRun = {
    files: taken.files.map(placed),
    errors: [...errors, ...taken.failures],
    repository,
    now: options.now,
    version,
  };
  for (const note of [...notes, ...taken.notes, ...argumentNotes(options, taken)])
    await write(io.stderr, errorLine(note));
  for (const error of run.errors) await write(io.stderr, errorLine(errorText(error)));
  const isEmpty = run.files.length + run.errors.length === 0;
  if (isEmpty && !isLeftOut(options, taken)) {
    const titles = (await kindTitles()).join(' or ');
    await write(io.stderr, errorLine(`there is no ${titles} in ${options.paths.join(', ')}`));
    return exitStatus.nothingToLint;
  }
  await deliver(run, options, io, paths);
  if (!options.quiet) await write(io.stderr, `${summaryOf(run)}\n`);
  return run.errors.length > 0 ? exitStatus.failure : exitStatus.clean;
}

/** With `--force-ignore`, named files may all be ignored: that is not an error. */
function isLeftOut({ forceIgnore }: InventoryOptions, { ignored, unrecognized }: InventoryTaken): boolean {
  return forceIgnore && ignored + unrecognized.length > 0;
}

function argumentNotes({ buildArgs }: InventoryOptions, { files }: InventoryTaken): readonly string[] {
  const names = Object.keys(buildArgs);
  if (names.length === 0 || files.length === 0) return [];
  return unusedArguments(
    names,
    files.map(({ text }) => text),
  );
}

async function deliver(
  run: InventoryRun,
  { format, output, color }: InventoryOptions,
  io: Io,
  inputs: readonly string[],
): Promise<void> {
  const { stdout, env } = io;
  const look = {
    color: output === undefined && isColored(color, stdout, env),
    width: output === undefined && stdout.isTTY === true ? stdout.columns : undefined,
  };
  const text = writtenInventory(run, format, look);
  if (output === undefined) await write(stdout, text);
  else await writeReportFile(output, io.cwd(), [text], inputs);
}

/** `3 stages and 1 environment in 2 files: 2 get no fixes.` */
function summaryOf({ files }: InventoryRun): string {
  const filled = files.filter(({ entries }) => entries.length > 0);
  const entries = filled.flatMap((file) => file.entries);
  const stages = entries.filter(({ kind }) => kind === 'stage').length;
  const ended = entries.filter(({ supported }) => supported === false).length;
  const counted = [
    plural(stages, 'stage'),
    ...(entries.length > stages ? [plural(entries.length - stages, 'environment')] : []),
  ];
  const verdict = ended === 0 ? '' : `: ${ended} without support`;
  return `${counted.join(' and ')} in ${plural(filled.length, 'file')}${verdict}.`;
}
