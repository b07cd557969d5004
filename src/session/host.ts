import type { FileReport } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Input } from './read.ts';

/** Who has files linted, and is told what comes of it: a terminal for one. */
export interface Host {
  /** What comes from standard input. Asked for once at most. */
  readStandardInput(): Promise<Input>;
  /** Takes text that is the result itself: what came from standard input, fixed; a patch. */
  print(text: string): Promise<void>;
  /** Is told once, before the first report, which rules there are for these files. */
  begin(rules: readonly AnyRule[]): void;
  /** Is told of each file in order of path, perhaps while others are still being linted. */
  report(file: FileReport): Promise<void>;
  /** Is told how many files are done. */
  progress(done: number): void;
}
