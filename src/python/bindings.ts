/** What the statements of a module do, beside computing. */

import type { Span } from '../text/fragment.ts';
import type { Circumstances, InnerFunction, PythonFunction, PythonImport } from './model.ts';

/** A statement that gives a name a value. */
export interface Binding extends Circumstances {
  readonly at: Span;
  /** The function that the name then is. */
  readonly function: PythonFunction | undefined;
  /** Another name of the module, which it is equated with. */
  readonly alias: string | undefined;
  /** The name is deleted. */
  readonly isDeleted: boolean;
}

/** What the statements of a module do, beside computing. */
export interface Bindings {
  readonly imports: readonly PythonImport[];
  /** By name, in order. */
  readonly ofNames: ReadonlyMap<string, readonly Binding[]>;
  /** By name. */
  readonly innerFunctions: ReadonlyMap<string, readonly InnerFunction[]>;
  /** Names that a function sets, with `global`. */
  readonly globals: ReadonlySet<string>;
  /** It may get names that are not to be seen: `from … import *`, `globals()[…] = …`. */
  readonly isOpen: boolean;
  /** It may change where Python looks for modules: `sys.path`. */
  readonly changesSearchPath: boolean;
}
