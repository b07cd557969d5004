import type { FileReport } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Host } from '../session/host.ts';
import { type Input, readStandardInput } from '../session/read.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, write } from './io.ts';
import { Progress } from './progress.ts';
import { type Printer, printerFor } from './write-reports.ts';

/**
 * The host of a run on a terminal or other streams: prints reports that can grow while files are still being linted.
 */
export class Terminal implements Host {
  readonly #options: LintOptions;
  readonly #io: Io;
  readonly #progress: Progress;
  #printer: Printer | undefined;

  /** @param count the number of files to lint */
  constructor(options: LintOptions, io: Io, count: number) {
    this.#options = options;
    this.#io = io;
    this.#progress = new Progress(io.stderr, count, options.quiet);
  }

  readStandardInput(): Promise<Input> {
    return readStandardInput(this.#io.stdin);
  }

  print(text: string): Promise<void> {
    return write(this.#io.stdout, text);
  }

  begin(rules: readonly AnyRule[]): void {
    this.#printer = printerFor(rules, this.#options, this.#io, () => this.#progress.clear());
  }

  async report(file: FileReport): Promise<void> {
    await this.#printer?.tell(file);
  }

  progress(done: number): void {
    this.#progress.report(done);
  }

  /**
   * Call it after all files have been reported.
   *
   * @returns whether the report on standard output has been printed
   */
  async end(): Promise<boolean> {
    await this.#printer?.end();
    this.#progress.clear();
    return this.#printer !== undefined;
  }
}
