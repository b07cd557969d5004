import type { AnalysisOptions } from '../../model/analysis-options.ts';
import { unknownSurroundings } from '../../model/surroundings.ts';
import { commentsIn } from '../../python/comments.ts';
import { readPython } from '../../python/module.ts';
import { sourceOf } from '../../text/source.ts';
import type { PythonScript } from './model.ts';

/** Works out what an entry script defines. Every text gives a model. */
export function analyzePython(
  text: string,
  path: string | undefined,
  options: AnalysisOptions,
): PythonScript {
  const { surroundings = unknownSurroundings } = options;
  const reading = readPython(text);
  return {
    kind: 'python',
    source: sourceOf(text, path ?? 'score.py'),
    now: options.now,
    images: [],
    tellsOfImages: options.tellsOfImages ?? new Set(),
    placeholders: [],
    unused: [],
    surroundings,
    uses: surroundings.scriptUses,
    comments: commentsIn(text),
    module: reading.kind === 'module' ? reading.module : undefined,
    problem: reading.kind === 'refused' ? reading.problem : undefined,
  };
}
