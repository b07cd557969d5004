/** A Python module, as far as it can be known without running it. */
import type { PythonImport } from './imports.ts';
import { misplacedIn } from './misplaced.ts';
import { ModuleReader } from './module-reader.ts';
import { nameIn, type PythonName } from './names.ts';
import { parse, type Statement } from './parser.ts';
import { placesIn } from './places.ts';
import { mixedTabs, type PythonProblem, problemFrom } from './problems.ts';
import { sourceLines } from './source-lines.ts';
import { type PythonStatement, statementsIn } from './statements.ts';

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

const UNKNOWN: PythonReading = { kind: 'unknown' };

/** Larger files are not read. In characters. */
const LARGEST = 256 * 1024;

/** Reads a module. Never throws. */
export function readPython(text: string): PythonReading {
  if (text.length > LARGEST) return UNKNOWN;
  const lines = sourceLines(text);
  const parsed = parse(lines.text);
  if (parsed.kind === 'unknown') return UNKNOWN;
  if (parsed.kind === 'refused') {
    const problem = problemFrom(parsed.error, text, lines);
    return problem ? { kind: 'refused', problem } : UNKNOWN;
  }
  const tabs = mixedTabs(lines);
  if (tabs) return { kind: 'refused', problem: tabs };
  try {
    return readTree(parsed.body, text, lines);
  } catch (error) {
    // A sum of some thousand parts is nested as deeply.
    if (error instanceof RangeError) return UNKNOWN;
    throw error;
  }
}

function readTree(
  body: readonly Statement[],
  text: string,
  lines: ReturnType<typeof sourceLines>,
): PythonReading {
  const places = placesIn(text, lines);
  const misplaced = misplacedIn(body, places);
  if (misplaced) return { kind: 'refused', problem: { kind: 'misplaced', ...misplaced } };
  const bindings = new ModuleReader(body, places);
  return {
    kind: 'module',
    module: {
      imports: bindings.imports,
      changesSearchPath: bindings.changesSearchPath,
      statements: statementsIn(body, places),
      nameOf: (name) => nameIn(bindings, name),
    },
  };
}
