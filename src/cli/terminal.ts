import type { FileReport, Run } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Host } from '../session/host.ts';
import { type Input, readStandardInput } from '../session/read.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, write } from './io.ts';
import { longRun, prepareForLongRun, workersStarted } from './long-run.ts';
import { Progress } from './progress.ts';
import { type Printer, printerFor } from './write-reports.ts';

/** The host of a run on a terminal or other streams: prints reports that can grow while files are still being linted. */
export class Terminal implements Host {
  readonly #options: LintOptions;
  readonly #io: Io;
  readonly #progress: Progress;
  /** The number of files after which the run is prepared for more. */
  readonly #preparedAt: number | undefined;
  #input: Promise<Input> | undefined;
  #printer: Promise<Printer | undefined> | undefined;

  /** @param count the number of files to lint */
  constructor(options: LintOptions, io: Io, count: number) {
    this.#options = options;
    this.#io = io;
    this.#progress = new Progress(io.stderr, count, options.quiet);
    if (count >= longRun) this.#preparedAt = options.jobs === 1 ? 1 : workersStarted;
  }

  readStandardInput(): Promise<Input> {
    this.#input ??= readStandardInput(this.#io.stdin);
    return this.#input;
  }

  print(text: string): Promise<void> {
    return write(this.#io.stdout, text);
  }

  begin(rules: readonly AnyRule[]): void {
    this.#printer = printerFor(rules, this.#options, this.#io, () => this.#progress.clear());
  }

  async report(file: FileReport): Promise<void> {
    await (await this.#printer)?.tell(file);
  }

  progress(done: number): void {
    if (done === this.#preparedAt) prepareForLongRun();
    this.#progress.report(done);
  }

  /**
   * Call it after all files have been reported.
   *
   * @param run their results, with only the findings that are to be shown
   *
   * @returns whether the report on standard output has been printed
   */
  async end(run: Run): Promise<boolean> {
    const printer = await this.#printer;
    await printer?.end(run);
    this.#progress.clear();
    return printer !== undefined;
  }
}
