import type { Kind } from '../kind.ts';
import { analyzePython } from './analyze.ts';
import { damage } from './damage.ts';
import type { PythonScript } from './model.ts';
import { commentsIn, touchedBy } from './places.ts';

/**
 * Entry scripts. Nothing in a Python file tells that it is one: it is linted where a Dockerfile or an Azure ML YAML makes the
 * inference server load it.
 */
export const pythonKind: Kind<'python', PythonScript> = {
  id: 'python',
  title: 'Entry script',
  language: 'python',
  names: { files: '\\.py$', examples: { found: ['score.py'], notFound: [] } },
  isReachedOnly: true,
  recognizes: () => false,
  describeOther: () =>
    'is a Python file; an entry script is linted with the Dockerfile or the Azure ML YAML that loads it. Name that',
  analyze: (text, path, optionsFor) => analyzePython(text, path, optionsFor(false)),
  // It is served, whatever the image builds on.
  familyAt: () => 'inference',
  familiesIn: () => ['inference'],
  commentsIn,
  // A finding is known by its line.
  anchorsIn: () => () => undefined,
  problemsIn: ({ problem }) =>
    problem ? [{ code: problem.kind, start: problem.start, end: problem.end }] : [],
  mayEdit: () => true,
  damage,
  uncoveredBy: touchedBy,
};
