import type { Kind } from '../kind.ts';
import { analyzeYaml } from './analyze.ts';
import { damage } from './damage.ts';
import type { AzuremlYaml } from './model.ts';
import { anchorsIn, commentsIn, familiesIn, familyAt, touchedBy } from './places.ts';
import { describeOther, hasAzuremlType } from './recognize.ts';
import { scoringScriptsIn } from './scoring-scripts.ts';

/** Azure ML YAML: environments, deployments, and the jobs and components that describe an environment. */
export const azuremlYamlKind: Kind<'azureml-yaml', AzuremlYaml> = {
  id: 'azureml-yaml',
  title: 'Azure ML YAML',
  language: 'yaml',
  names: {
    files: '\\.[Yy][Aa]?[Mm][Ll]$',
    // JSON is YAML, and `az ml` reads it.
    onRequest: '\\.[Jj][Ss][Oo][Nn]$',
    examples: { found: ['environment.yml', 'deployment.yaml'], notFound: [] },
  },
  recognizes: hasAzuremlType,
  describeOther,
  analyze: (text, path, optionsFor) => analyzeYaml(text, path, optionsFor(false)),
  familyAt,
  familiesIn,
  reached: scoringScriptsIn,
  commentsIn,
  anchorsIn,
  problemsIn: ({ yaml }) => yaml.problems,
  mayEdit: () => true,
  damage,
  uncoveredBy: touchedBy,
};
