import { type FleetData, states } from '../../fleet/data.ts';
import { fleetData } from '../../fleet/fleet-data.ts';
import { fleetPage } from '../../fleet/html.ts';
import { type ReadReports, readReports } from '../../fleet/read-reports.ts';
import { repositoryTotals } from '../../fleet/totals.ts';
import { plural } from '../../report/summary.ts';
import { reasonOf } from '../../session/read.ts';
import { version } from '../../version.ts';
import { errorLine } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { FleetOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { writeReportFile } from '../report-file.ts';

/** So many names are told, and how many more there are. */
const MOST_NAMES = 10;

/** Makes one page of the JSON reports of many repositories. */
export async function report(options: FleetOptions, io: Io): Promise<ExitStatus> {
  const now = readReports(options.paths, io.cwd());
  const before = options.previous.length > 0 ? readReports(options.previous, io.cwd()) : undefined;
  const hasBefore = before !== undefined && before.collected.reports > 0;
  const lines = [
    ...notesOn(now),
    ...(before ? notesOn(before) : []),
    ...(before && !hasBefore
      ? [`nothing is compared: there is no report of azml-lint in ${options.previous.join(', ')}`]
      : []),
  ];
  for (const line of lines) await write(io.stderr, errorLine(line));
  const isUnreadable = now.unreadable.length + (before?.unreadable.length ?? 0) > 0;
  if (now.collected.reports === 0) {
    await write(io.stderr, errorLine(`there is no report of azml-lint in ${options.paths.join(', ')}`));
    return isUnreadable ? exitStatus.failure : exitStatus.nothingToLint;
  }
  const data = fleetData({
    day: options.now,
    version,
    now: now.collected,
    ...(hasBefore && { before: before.collected }),
    leftOut: now.broken.map(({ shown, reason }) => `${shown} ${reason}`),
  });
  const page = fleetPage(data);
  if (options.output === undefined) await write(io.stdout, page);
  else {
    const inputs = [...now.files, ...(before?.files ?? [])];
    await writeReportFile(options.output, io.cwd(), [page], inputs);
  }
  const worse = worseIn(data);
  await write(io.stderr, closingLine(data, now, hasBefore, worse));
  if (isUnreadable) return exitStatus.failure;
  return options.failOnWorse && worse.length > 0 ? exitStatus.findings : exitStatus.clean;
}

/** What is told of the files: none of it is in the page. */
function notesOn({ unreadable, foreign, broken, collected }: ReadReports): readonly string[] {
  const replaced = namesOf(collected.replaced);
  return [
    ...unreadable.map(
      ({ shown, error }) =>
        `${shown}: ${error.code === 'ENOENT' ? 'there is no such file' : reasonOf(error)}`,
    ),
    ...broken.map(({ shown, reason }) => `${shown} ${reason}, and is left out`),
    ...(foreign.length > 0 ? [`no reports of azml-lint, and left out: ${namesOf(foreign)}`] : []),
    ...(replaced
      ? [`of another commit than the last report of their repositories, and left out: ${replaced}`]
      : []),
  ];
}

function namesOf(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

/** The names of the repositories that got worse. */
function worseIn(data: FleetData): readonly string[] {
  return repositoryTotals(data)
    .filter(({ verdict }) => verdict === 'worse')
    .map(({ repository }) => data.repositories[repository]!.name);
}

function closingLine(
  data: FleetData,
  { collected }: ReadReports,
  isCompared: boolean,
  worse: readonly string[],
): string {
  const there = data.repositories.filter(({ state }) => state !== states.gone).length;
  const head = `${plural(collected.reports, 'report')} of ${plural(there, 'repository', 'repositories')}.`;
  const changed = !isCompared
    ? ''
    : worse.length === 0
      ? ' None got worse.'
      : ` ${worse.length} got worse: ${namesOf(worse)}.`;
  return `${head}${changed}\n`;
}
