/**
 * What `az ml` refuses in an environment before anything is built, according to its schemas and its own check
 * (azure-ai-ml 1.35.2, `_schema/assets/environment.py`, `entities/_assets/environment.py`; each case was tried).
 */
import type { Span } from '../../text/fragment.ts';
import { entryOf, type YamlEntry, type YamlNode } from '../../yaml-tree/tree.ts';
import { BUILD_KEYS, ENVIRONMENT_KEYS, INFERENCE_CONFIG_KEYS, ROUTE_KEYS } from './keys.ts';
import type { AzuremlYaml, EnvironmentDefinition } from './model.ts';
import { type AllowedKeys, problemsOfKeys, type ShapeProblem } from './shape-problem.ts';

const ENVIRONMENT: AllowedKeys = {
  owner: 'an environment',
  keys: ENVIRONMENT_KEYS,
  usual: 10,
  types: {
    name: 'text',
    version: 'version',
    description: 'text',
    tags: 'mapping',
    image: 'text',
    build: 'mapping',
    conda_file: 'conda',
    inference_config: 'mapping',
    os_type: 'os',
    datastore: 'text',
  },
};
const BUILD: AllowedKeys = {
  owner: '`build`',
  keys: BUILD_KEYS,
  usual: BUILD_KEYS.length,
  types: { path: 'text', dockerfile_path: 'text' },
};
const INFERENCE_CONFIG: AllowedKeys = {
  owner: '`inference_config`',
  keys: INFERENCE_CONFIG_KEYS,
  usual: INFERENCE_CONFIG_KEYS.length,
  types: Object.fromEntries(INFERENCE_CONFIG_KEYS.map((key) => [key, 'mapping'])),
};

/**
 * All problems of an environment, in no particular order, but for what its `inference_config` lacks: see
 * {@link incompleteRoutes}.
 */
export function shapeProblems({ mapping, inline, at }: EnvironmentDefinition): readonly ShapeProblem[] {
  const conda = ['channels', 'dependencies'].flatMap((key) => entryOf(mapping, key) ?? []);
  if (conda[0]) return [{ code: 'conda-file', key: conda[0].key }];
  const image = entryOf(mapping, 'image');
  const build = entryOf(mapping, 'build');
  const ofKeys = problemsOfKeys(mapping, ENVIRONMENT);
  const isMisspelt = ofKeys.some(
    (one) => one.code === 'unknown-key' && /^(?:image|build)$/.test(one.meant ?? ''),
  );
  return [
    ...ofKeys,
    ...(build?.value.type === 'mapping' ? problemsOfKeys(build.value, BUILD) : []),
    ...problemsOfRoutes(entryOf(mapping, 'inference_config')?.value),
    ...(inline || entryOf(mapping, 'name') ? [] : [missing('name', 'environment', at)]),
    ...(image || build || isMisspelt ? [] : [{ code: 'no-source' as const, at }]),
    ...(image && build ? [bothSources(image.key, build.key)] : []),
  ];
}

function bothSources(image: YamlEntry['key'], build: YamlEntry['key']): ShapeProblem {
  const [first, second] = image.start < build.start ? [image, build] : [build, image];
  return { code: 'both-sources', first, second };
}

function missing(key: string, owner: string, at: Span): ShapeProblem {
  return { code: 'missing-key', key, owner, at };
}

function problemsOfRoutes(config: YamlNode | undefined): readonly ShapeProblem[] {
  if (config?.type !== 'mapping') return [];
  const routes = INFERENCE_CONFIG_KEYS.map((key) => entryOf(config, key));
  return [
    ...problemsOfKeys(config, INFERENCE_CONFIG),
    ...routes.flatMap((route) =>
      route?.value.type === 'mapping' ? problemsOfKeys(route.value, routeOf(route)) : [],
    ),
  ];
}

function routeOf({ key }: YamlEntry): AllowedKeys {
  const owner = `\`${key.text}\``;
  return { owner, keys: ROUTE_KEYS, usual: ROUTE_KEYS.length, types: { port: 'integer', path: 'text' } };
}

/** Keys that `inference_config` or one of its routes lacks. */
export interface IncompleteRoutes {
  /** `inference_config` or the route. */
  readonly key: YamlEntry['key'];
  readonly missing: readonly string[];
}

/** What the `inference_config` of an environment lacks, except for what is only misspelt. */
export function incompleteRoutes({ mapping }: EnvironmentDefinition): readonly IncompleteRoutes[] {
  const config = entryOf(mapping, 'inference_config');
  const routes = INFERENCE_CONFIG_KEYS.flatMap((key) => entryOf(config?.value, key) ?? []);
  return [
    ...(config ? lacking(config, INFERENCE_CONFIG) : []),
    ...routes.flatMap((route) => lacking(route, routeOf(route))),
  ];
}

function lacking({ key, value }: YamlEntry, allowed: AllowedKeys): readonly IncompleteRoutes[] {
  if (value.type !== 'mapping') return [];
  const meant = problemsOfKeys(value, allowed).map((one) => one.code === 'unknown-key' && one.meant);
  const missing = allowed.keys.filter((one) => !entryOf(value, one) && !meant.includes(one));
  return missing.length > 0 ? [{ key, missing }] : [];
}

/** The mark that begins a second document, which may be empty: `az ml` reads only one. */
export function secondDocument({
  source,
  yaml,
}: Pick<AzuremlYaml, 'source' | 'yaml'>): (Span & { readonly isEmpty: boolean }) | undefined {
  const second = yaml.documents[1];
  const start = second ? source.text.lastIndexOf('---', second.start) : -1;
  if (!second || start === -1) return undefined;
  const { root } = second;
  const isEmpty = root === undefined || (root.type === 'scalar' && root.text.text === '');
  const hasPlaces = yaml.places.some((place) => place.start >= second.start);
  return { start, end: start + '---'.length, isEmpty: isEmpty && !hasPlaces };
}
