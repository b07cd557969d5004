/** A Python module, as far as it can be known without running it. */

import { misplacedIn } from './misplaced.ts';
import type { PythonReading } from './model.ts';
import { ModuleReader } from './module-reader.ts';
import { nameIn } from './names.ts';
import { parse, type Statement } from './parser.ts';
import { placesIn } from './places.ts';
import { mixedTabs, problemFrom } from './problems.ts';
import { sourceLines } from './source-lines.ts';
import { statementsIn } from './statements.ts';

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
