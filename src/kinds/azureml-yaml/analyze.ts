import type { AnalysisOptions } from '../../model/analysis-options.ts';
import { imageNamed } from '../../model/base.ts';
import type { ImageUse } from '../../model/model.ts';
import { unknownSurroundings } from '../../model/surroundings.ts';
import { sourceOf } from '../../text/source.ts';
import { parseYaml } from '../../yaml-tree/parse.ts';
import { entryOf, type YamlMapping, type YamlNode } from '../../yaml-tree/tree.ts';
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
  const environments = readable.flatMap((document) => environmentsOf(document, options));
  return {
    kind: 'azureml-yaml',
    source: sourceOf(text, path ?? 'environment.yml'),
    placeholders: [],
    unused: [],
    now: options.now,
    yaml,
    documents,
    environments,
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

function environmentsOf(
  document: AzuremlDocument,
  { family }: AnalysisOptions,
): readonly EnvironmentDefinition[] {
  const { type, root } = document;
  if (root?.type !== 'mapping') return [];
  const found =
    type === 'environment'
      ? [{ mapping: root, at: root.entries[0]?.key ?? root }]
      : inlineEnvironments(root, new Set());
  return found
    .map(({ mapping, at }) => ({
      document,
      inline: type !== 'environment',
      mapping,
      at,
      image: imageOf(mapping, family),
      start: mapping.start,
      end: mapping.end,
    }))
    .sort((a, b) => a.start - b.start);
}

type Found = Pick<EnvironmentDefinition, 'mapping' | 'at'>;

/**
 * Keys of mappings that may have an environment: the trial of a sweep, the task of a parallel job, a component in a
 * job.
 */
const HOLDERS = ['trial', 'task', 'component'];

/**
 * The environments described in a deployment, a job or a component, and in the jobs of a pipeline.
 *
 * @param seen nodes that were examined, because aliases repeat them
 */
function inlineEnvironments(holder: YamlNode | undefined, seen: Set<YamlNode>): readonly Found[] {
  if (holder?.type !== 'mapping' || seen.has(holder)) return [];
  seen.add(holder);
  const entry = entryOf(holder, 'environment');
  const isNew = entry?.value.type === 'mapping' && !seen.has(entry.value);
  if (isNew) seen.add(entry.value);
  const own: readonly Found[] = isNew ? [{ mapping: entry.value as YamlMapping, at: entry.key }] : [];
  const jobs = entryOf(holder, 'jobs')?.value;
  const inside = [
    ...HOLDERS.map((key) => entryOf(holder, key)?.value),
    ...(jobs?.type === 'mapping' ? jobs.entries.map(({ value }) => value) : []),
  ];
  return [...own, ...inside.flatMap((one) => inlineEnvironments(one, seen))];
}

/** The image in `image:` of an environment; `undefined` if it is not a reference to an image. */
function imageOf(environment: YamlMapping, family: AnalysisOptions['family']): ImageUse | undefined {
  const node = entryOf(environment, 'image')?.value;
  if (node?.type !== 'scalar' || (node.data !== 'string' && node.data !== 'unknown')) return undefined;
  const base = imageNamed(node.text, node.value);
  if (!base) return undefined;
  const ownPython = entryOf(environment, 'conda_file') !== undefined;
  return { role: 'base', word: node.text, base: family ? { ...base, family } : base, ownPython };
}
