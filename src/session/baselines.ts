import { resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { ConfigError } from '../config/problem.ts';
import { isDirectory } from '../config/tree.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { FileReport, RunError } from '../report/run.ts';
import type { Settings } from '../rule/settings.ts';
import type { BaselineInUse } from './baseline-in-use.ts';
import type { SessionOptions } from './options.ts';

/** The options that decide which baseline a run uses, and how. */
type BaselineChoice = Pick<SessionOptions, 'cwd' | 'paths' | 'now' | 'baseline' | 'baselineAction'>;

/** The baselines of a run: that of the command line, or those of the configurations. Each is read once. */
export class Baselines {
  readonly #options: BaselineChoice;
  readonly #open = new Map<string, Promise<BaselineInUse>>();

  constructor(options: BaselineChoice) {
    this.#options = options;
  }

  /** The baseline for the files of a configuration. Rejects with a {@link ConfigError} if it cannot be used. */
  of(configuration: Configuration): Promise<BaselineInUse> | undefined {
    const { baseline: given, baselineAction, cwd } = this.#options;
    const path = typeof given === 'string' ? resolve(cwd, given) : (given ?? configuration.baseline);
    if (path) return this.#opened(path);
    if (baselineAction === 'apply') return undefined;
    const message = `\`--${baselineAction}-baseline\`: there is no baseline`;
    throw new ConfigError([
      { message, hint: 'Name it with `--baseline FILE`, or as `baseline` in the configuration.' },
    ]);
  }

  /** Writes baselines if requested. Call it after all files have been linted. */
  async finish(): Promise<{ readonly notes: readonly string[]; readonly errors: readonly RunError[] }> {
    const opened = (await Promise.allSettled(this.#open.values())).filter(
      (one) => one.status === 'fulfilled',
    );
    const outcomes = await Promise.all(opened.map(({ value }) => value.finish()));
    return {
      notes: outcomes.flatMap(({ notes }) => notes),
      errors: outcomes.flatMap(({ errors }) => errors),
    };
  }

  #opened(path: string): Promise<BaselineInUse> {
    const opened = this.#open.get(path) ?? this.#read(path);
    this.#open.set(path, opened);
    return opened;
  }

  async #read(path: string): Promise<BaselineInUse> {
    const { openBaseline } = await import('./baseline-in-use.ts');
    const { baselineAction: action, cwd, now, paths, baseline } = this.#options;
    const searched = paths.map((one) => resolve(cwd, one)).filter(isDirectory);
    return openBaseline(path, { action, cwd, searched, now, overLocks: baseline !== undefined });
  }
}

/** Reports without the findings that the baseline of the first file hides, which are in one file each. */
export function withBaseline(
  { baseline, file }: { readonly baseline: BaselineInUse | undefined; readonly file: string },
  kind: AnyKind,
  reports: readonly FileReport[],
  settings: Settings,
): readonly FileReport[] {
  if (baseline === undefined) return reports;
  const whole = { ...reports[0]!, findings: reports.flatMap(({ findings }) => findings) };
  const { findings, baselined = [] } = baseline.hide(file, kind, whole, settings);
  return reports.map((report) => ({
    ...report,
    findings: findings.filter((finding) => finding.file === report.source),
    baselined: baselined.filter(({ finding }) => finding.file === report.source),
  }));
}
