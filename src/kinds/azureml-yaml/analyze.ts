import type { AnalysisOptions } from '../../model/analysis-options.ts';
import type { ImageUse } from '../../model/model.ts';
import { unknownSurroundings } from '../../model/surroundings.ts';
import { sourceOf } from '../../text/source.ts';
import { parseYaml } from '../../yaml-tree/parse.ts';
import { deploymentsIn, referencesIn } from './deployments.ts';
import { assetBuildIn, environmentsIn } from './environments.ts';
import type { AzuremlDocument, AzuremlYaml, EnvironmentDefinition } from './model.ts';
import { azuremlTypeOf } from './recognize.ts';

/** Works out what an Azure ML YAML describes. Every text gives a model. */
export function analyzeYaml(text: string, path: string | undefined, options: AnalysisOptions): AzuremlYaml {
  const yaml = parseYaml(text);
  const documents = yaml.documents.flatMap((document): AzuremlDocument[] => {
    const type = azuremlTypeOf(text.slice(document.start, document.end));
    return type === undefined ? [] : [{ ...document, type }];
  });
  // What an unreadable text describes is not known.
  const readable = yaml.problems.length === 0 ? documents : [];
  const source = sourceOf(text, path ?? 'environment.yml');
  const environments = readable.flatMap((document) => environmentsIn(document, source, options));
  return {
    kind: 'azureml-yaml',
    source,
    placeholders: [],
    unused: [],
    now: options.now,
    yaml,
    documents,
    environments,
    assetBuilds: readable.flatMap(assetBuildIn),
    references: readable.flatMap(referencesIn),
    deployments: readable.flatMap((document) => deploymentsIn(document, environments)),
    images: writtenImages(environments),
    tellsOfImages: options.tellsOfImages ?? new Set(),
    surroundings: options.surroundings ?? unknownSurroundings,
  };
}

/** What several environments merge from one place is one image; it brings its own Python if all of them do. */
function writtenImages(environments: readonly EnvironmentDefinition[]): readonly ImageUse[] {
  const images = new Map<number, ImageUse>();
  for (const { image } of environments)
    if (image && images.get(image.word.start)?.ownPython !== false) images.set(image.word.start, image);
  return [...images.values()];
}
