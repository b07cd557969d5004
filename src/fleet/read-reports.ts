/** Reads the reports of a fleet from the disk. */
import { readRegularFile } from '../config/regular-file.ts';
import { readReport } from './json-report.ts';
import { findReportFiles, type Unreadable } from './report-files.ts';
import { type Collected, collectRepositories, type NamedReport } from './repositories.ts';

/** No report is larger, in bytes. */
const LARGEST = 256 * 1024 * 1024;

export interface ReadReports {
  /** All files that were read, absolute. */
  readonly files: readonly string[];
  readonly collected: Collected;
  readonly unreadable: readonly Unreadable[];
  /** JSON that is about something else, as shown to people. */
  readonly foreign: readonly string[];
  /** What should be a report and is none, and why, in words that follow its name. */
  readonly broken: readonly { readonly shown: string; readonly reason: string }[];
}

/** Reads the files that are named, and all `*.json` below the directories that are named. One after the other, since all of them may not fit into memory. */
export function readReports(paths: readonly string[], cwd: string): ReadReports {
  const { files, unreadable } = findReportFiles(paths, cwd);
  const lost: Unreadable[] = [...unreadable];
  const foreign: string[] = [];
  const broken: { shown: string; reason: string }[] = [];
  function* reports(): Generator<NamedReport> {
    for (const { path, shown, name } of files) {
      const text = textOf(path, shown, lost);
      if (text === undefined) continue;
      const report = readReport(text);
      if (!('reason' in report)) yield { report, shown, name };
      else if (report.isForeign) foreign.push(shown);
      else broken.push({ shown, reason: report.reason });
    }
  }
  const collected = collectRepositories(reports());
  return { files: files.map(({ path }) => path), collected, unreadable: lost, foreign, broken };
}

function textOf(path: string, shown: string, unreadable: Unreadable[]): string | undefined {
  try {
    return readRegularFile(path, LARGEST);
  } catch (error) {
    unreadable.push({ shown, error: error as NodeJS.ErrnoException });
    return undefined;
  }
}
