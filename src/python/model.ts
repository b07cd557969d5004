/** What is known about a Python module without running it. */
import type { Span } from '../text/fragment.ts';

/**
 * Whether a statement is executed when the module is loaded.
 *
 * - `always`, or `perhaps`: it depends on a condition
 * - `never`: it is for `python script.py`, or for type checkers
 * - `later`: in a function
 */
export type Execution = 'always' | 'perhaps' | 'never' | 'later';

/** When something is executed, and whether a failure is caught. */
export interface Circumstances {
  readonly execution: Execution;
  /** A `try` is around it. */
  readonly isGuarded: boolean;
}

/** A function of a module, or a lambda. */
export interface PythonFunction {
  /** Its name; the whole lambda. */
  readonly at: Span;
  /** `async def`, in front of the name. */
  readonly async: Span | undefined;
  /** The first `yield` of its own, not of a function in it. */
  readonly yield: Span | undefined;
  readonly parameters: readonly PythonParameter[];
  /** Outermost first. */
  readonly decorators: readonly PythonDecorator[];
}

/** How a parameter takes arguments: `ordinary` by place or by name, `args` is `*args`, `kwargs` is `**kwargs`. */
export type ParameterKind = 'positional-only' | 'ordinary' | 'keyword-only' | 'args' | 'kwargs';

/** A parameter. The span is that of its name. */
export interface PythonParameter extends Span {
  readonly name: string;
  readonly kind: ParameterKind;
  /** It must be given an argument. */
  readonly isRequired: boolean;
}

/** A decorator, with its `@`. */
export interface PythonDecorator extends Span {
  /**
   * What it names, beginning with the module that it is imported from: `inference_schema.schema_decorators.input_schema`;
   * `undefined` if it is computed.
   */
  readonly name: string | undefined;
  /** The arguments of its call by place, as far as they are texts. */
  readonly texts: readonly (PythonText | undefined)[];
  /** Those by name. */
  readonly namedTexts: ReadonlyMap<string, PythonText | undefined>;
}

/** A text in the code. The span has the quotes. */
export interface PythonText extends Span {
  readonly text: string;
}

/** A module that is imported, or of which names are. The span is that of the statement, or of its part. */
export interface PythonImport extends Span, Circumstances {
  /** The words that name the module, with leading dots. */
  readonly moduleAt: Span;
  /** Without leading dots: empty for `from . import features`. */
  readonly module: string;
  /** The number of leading dots: 0 for one that is not relative. */
  readonly level: number;
  /** The name in `import … as name`. */
  readonly as: string | undefined;
  /** The names after `from … import`; `undefined` for `import …`. */
  readonly names: readonly ImportedName[] | undefined;
}

/** A name that is taken from a module. */
export interface ImportedName extends Span {
  /** `*` for all. */
  readonly name: string;
  /** The name that it gets. */
  readonly as: string;
}

/** A name of a module once it is loaded, as the inference server asks for `init` and `run`. */
export interface PythonName {
  /** `undefined`: that depends on what only Python knows. */
  readonly isDefined: boolean | undefined;
  /** The function that it certainly is, if it is there. */
  readonly function: PythonFunction | undefined;
  /** Where it is defined below `if __name__ == '__main__':`, which is never executed. */
  readonly neverAt: Span | undefined;
  /** A function of that name in a class or in another function. */
  readonly inner: InnerFunction | undefined;
}

/** A function that is not one of the module: a method of a class, or inside another function. */
export interface InnerFunction {
  readonly kind: 'method' | 'inner';
  readonly at: Span;
  /** The class, or the function. */
  readonly of: string;
}

/**
 * What is wrong with a text that is no Python.
 *
 * - `conflict`: a merge conflict is left in it
 * - `command`: a line of a notebook, for a shell or for IPython
 * - `print`: the statement of Python 2
 * - `tabs`: tabs and blanks are mixed, so that the indentation depends on the width of a tab
 * - `indentation`: it is wrong otherwise
 * - `bracket`, `string`: one is not closed
 * - `character`: one that is in no Python outside of strings
 * - `misplaced`: a `return` or the like outside of what it belongs to
 * - `other`
 */
export type PythonProblemKind =
  | 'conflict'
  | 'command'
  | 'print'
  | 'tabs'
  | 'indentation'
  | 'bracket'
  | 'string'
  | 'character'
  | 'misplaced'
  | 'other';

/** The place at which Python gives up, or at which what it complains about begins. */
export interface PythonProblem extends Span {
  readonly kind: PythonProblemKind;
}

/** A statement with everything in it, decorators included. */
export interface PythonStatement extends Span {
  /** The end of what precedes the statements in it; `end` if there are none. */
  readonly headEnd: number;
}

/** A comment, from its `#` to the end of the line. */
export interface PythonComment extends Span {
  /** After the `#`. */
  readonly text: string;
  /** Nothing precedes it on its line. */
  readonly isAlone: boolean;
}

/** A module that Python accepts. */
export interface PythonModule {
  /** Wherever they are, in functions too. */
  readonly imports: readonly PythonImport[];
  /** All of them, in order of place; outer ones before those in them. */
  readonly statements: readonly PythonStatement[];
  /** It may change where Python looks for modules. */
  readonly changesSearchPath: boolean;
  /** What a name is once the module is loaded. */
  nameOf(name: string): PythonName;
}

/** What a text is as Python. `unknown`: the parser is not loaded yet, or it cannot judge the text. */
export type PythonReading =
  | { readonly kind: 'module'; readonly module: PythonModule }
  | { readonly kind: 'refused'; readonly problem: PythonProblem }
  | { readonly kind: 'unknown' };
