import type { FileReport } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Input } from './read.ts';

/** The caller that has files linted and receives the results, for instance a terminal. */
export interface Host {
  /** The text of standard input, the same for each call. */
  readStandardInput(): Promise<Input>;
  /** Prints text that is itself the result: fixed standard input, or a patch. */
  print(text: string): Promise<void>;
  /** Called once before the first report, with the rules for these files. */
  begin(rules: readonly AnyRule[]): void;
  /** Called for each file in order of path, possibly while others are still being linted. */
  report(file: FileReport): Promise<void>;
  /** Called with the number of files that are done. The next ones wait for it; what it throws ends the run. */
  progress(done: number): void | Promise<void>;
}
