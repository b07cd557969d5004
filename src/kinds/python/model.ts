import type { ScriptUse } from '../../model/definitions.ts';
import type { FileModel } from '../../model/model.ts';
import type { PythonComment, PythonModule, PythonProblem } from '../../python/model.ts';

/** An entry script, and everything that is known about it without running it. */
export interface PythonScript extends FileModel {
  readonly kind: 'python';
  /** How the inference server loads it. */
  readonly uses: readonly ScriptUse[];
  readonly comments: readonly PythonComment[];
  /** What it defines and imports; `undefined` if Python refuses the text, or that cannot be judged. */
  readonly module: PythonModule | undefined;
  /** Why Python refuses the text; `undefined` if it does not, or that cannot be judged. */
  readonly problem: PythonProblem | undefined;
}
