import type { AnalysisOptions } from '../../model/analysis-options.ts';
import { imageNamed } from '../../model/base.ts';
import type { InferenceConfig, Route } from '../../model/definitions.ts';
import type { ImageUse } from '../../model/model.ts';
import { pathFrom } from '../../text/paths.ts';
import type { Location, SourceFile } from '../../text/source.ts';
import { entryOf, type YamlEntry, type YamlMapping, type YamlNode } from '../../yaml-tree/tree.ts';
import type { AzuremlDocument, EnvironmentBuild, EnvironmentDefinition } from './model.ts';
import { scalarOf, writtenPath } from './written-path.ts';

/** The environments that a document describes, in order of place. */
export function environmentsIn(
  document: AzuremlDocument,
  source: SourceFile,
  { family }: AnalysisOptions,
): readonly EnvironmentDefinition[] {
  const { type, root } = document;
  if (root?.type !== 'mapping') return [];
  const found: readonly Found[] =
    type === 'environment'
      ? [{ mapping: root, at: root.entries[0]?.key ?? root }]
      : environmentEntries(root).flatMap(({ key, value }) =>
          value.type === 'mapping' ? [{ mapping: value, at: key }] : [],
        );
  return found
    .map(({ mapping, at }) => ({
      document,
      inline: type !== 'environment',
      mapping,
      at,
      image: imageOf(mapping, family),
      build: buildOf(mapping),
      inferenceConfig: inferenceConfigOf(mapping, source),
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

/** Every `environment` of a deployment, a job or a component, and of the jobs of a pipeline; what aliases repeat is there once. */
export function environmentEntries(root: YamlNode): readonly YamlEntry[] {
  return entriesBelow(root, new Set());
}

/** @param seen nodes that were examined, because aliases repeat them */
function entriesBelow(holder: YamlNode | undefined, seen: Set<YamlNode>): readonly YamlEntry[] {
  if (holder?.type !== 'mapping' || seen.has(holder)) return [];
  seen.add(holder);
  const entry = entryOf(holder, 'environment');
  const own = entry && !seen.has(entry.value) ? [entry] : [];
  for (const { value } of own) seen.add(value);
  const jobs = entryOf(holder, 'jobs')?.value;
  const inside = [
    ...HOLDERS.map((key) => entryOf(holder, key)?.value),
    ...(jobs?.type === 'mapping' ? jobs.entries.map(({ value }) => value) : []),
  ];
  return [...own, ...inside.flatMap((one) => entriesBelow(one, seen))];
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

/** `build: {path: docker, dockerfile_path: cpu.Dockerfile}`. */
function buildOf(environment: YamlMapping): EnvironmentBuild | undefined {
  return buildIn(entryOf(environment, 'build'), 'path', 'dockerfile_path');
}

/**
 * What an asset of azureml-assets builds from. Paths are relative to the file. Source: Azure/azureml-assets @4b41f8c,
 * scripts/azureml-assets/azureml/assets/config.py, `EnvironmentConfig`.
 */
export function assetBuildIn({ type, root }: AzuremlDocument): readonly EnvironmentBuild[] {
  if (type !== 'asset-image') return [];
  const build = buildIn(entryOf(entryOf(root, 'image')?.value, 'context'), 'dir', 'dockerfile');
  return build ? [build] : [];
}

function buildIn(
  entry: YamlEntry | undefined,
  pathKey: string,
  dockerfileKey: string,
): EnvironmentBuild | undefined {
  if (entry?.value.type !== 'mapping') return undefined;
  const path = entryOf(entry.value, pathKey)?.value;
  const dockerfilePath = entryOf(entry.value, dockerfileKey)?.value;
  const written = writtenPath(path);
  const folder = written === undefined ? undefined : pathFrom('.', written);
  const name = dockerfilePath === undefined ? 'Dockerfile' : writtenPath(dockerfilePath);
  const dockerfile = folder === undefined || name === undefined ? undefined : pathFrom(folder, name);
  return {
    key: entry.key,
    path: scalarOf(path),
    dockerfilePath: scalarOf(dockerfilePath),
    folder,
    dockerfile,
  };
}

function inferenceConfigOf(environment: YamlMapping, file: SourceFile): InferenceConfig | undefined {
  const entry = entryOf(environment, 'inference_config');
  if (entry?.value.type !== 'mapping') return undefined;
  const route = (key: string) => routeOf(entryOf(entry.value, key), file);
  const [liveness, readiness, scoring] = ['liveness_route', 'readiness_route', 'scoring_route'].map(route);
  return {
    at: { file, span: entry.key },
    liveness,
    readiness,
    scoring,
    isComplete: [liveness, readiness, scoring].every((one) => one?.port && one.path),
  };
}

function routeOf(entry: YamlEntry | undefined, file: SourceFile): Route | undefined {
  if (entry?.value.type !== 'mapping') return undefined;
  const given = (key: string) => {
    const value = scalarOf(entryOf(entry.value, key)?.value);
    return value?.data === 'null' ? undefined : value;
  };
  const [port, path] = [given('port'), given('path')];
  const at = (span: Location['span']): Location => ({ file, span });
  const isPort = port && port.data !== 'unknown' && /^\s*\d+\s*$/.test(port.text.text);
  return {
    at: at(entry.key),
    port: port && { at: at(port), number: isPort ? Number(port.text.text) : undefined },
    path: path && { at: at(path), text: path.data === 'string' ? path.text.text : undefined },
  };
}
