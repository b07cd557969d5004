/**
 * What `az ml` refuses in an environment before anything is built, according to its schemas and its own check
 * (azure-ai-ml 1.35.2, `_schema/assets/environment.py`, `entities/_assets/environment.py`; each case was tried).
 */

import { closestMatch } from '../../text/closest-match.ts';
import type { Span } from '../../text/fragment.ts';
import {
  entryOf,
  type ScalarType,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from '../../yaml-tree/tree.ts';
import { BUILD_KEYS, ENVIRONMENT_KEYS, INFERENCE_CONFIG_KEYS, ROUTE_KEYS } from './keys.ts';
import type { AzuremlYaml, EnvironmentDefinition } from './model.ts';

/** One problem, at the words to be changed. */
export type ShapeProblem =
  | {
      readonly code: 'unknown-key';
      readonly key: YamlEntry['key'];
      readonly owner: string;
      readonly meant: string | undefined;
      readonly allowed: readonly string[];
    }
  /** A key of conda in place of an environment */
  | { readonly code: 'conda-file'; readonly key: YamlEntry['key'] }
  | { readonly code: 'empty'; readonly key: YamlEntry['key'] }
  | {
      readonly code: 'wrong-type';
      readonly at: Span;
      readonly key: string;
      readonly wanted: Wanted;
      /** A text, or the type of a collection. */
      readonly found: string;
      readonly isCollection: boolean;
    }
  | { readonly code: 'missing-key'; readonly at: Span; readonly key: string; readonly owner: string }
  /** Neither `image` nor `build`. */
  | { readonly code: 'no-source'; readonly at: Span }
  /** `image` and `build`, in the order of the file. */
  | { readonly code: 'both-sources'; readonly first: YamlEntry['key']; readonly second: YamlEntry['key'] }
  /** PyYAML ignores all but the last of equal keys. */
  | { readonly code: 'twice'; readonly key: YamlEntry['key'] };

/** The required type of a value. */
export type Wanted = 'text' | 'mapping' | 'number' | 'os' | 'version' | 'conda';

const TYPES: Readonly<Record<string, Wanted>> = {
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
};
const BUILD_TYPES: Readonly<Record<string, Wanted>> = { path: 'text', dockerfile_path: 'text' };
const ROUTE_TYPES: Readonly<Record<string, Wanted>> = { port: 'number', path: 'text' };

/** All problems of an environment, in no particular order. */
export function shapeProblems({ mapping, inline, at }: EnvironmentDefinition): readonly ShapeProblem[] {
  const conda = ['channels', 'dependencies'].flatMap((key) => entryOf(mapping, key) ?? []);
  if (conda[0]) return [{ code: 'conda-file', key: conda[0].key }];
  const image = entryOf(mapping, 'image');
  const build = entryOf(mapping, 'build');
  const ofKeys = problemsOfKeys(mapping, ENVIRONMENT_KEYS, 'an environment', TYPES);
  const isMisspelt = ofKeys.some(
    (one) => one.code === 'unknown-key' && /^(?:image|build)$/.test(one.meant ?? ''),
  );
  return [
    ...ofKeys,
    ...problemsOfBuild(build?.value),
    ...problemsOfInferenceConfig(entryOf(mapping, 'inference_config')),
    ...(inline || entryOf(mapping, 'name') ? [] : [missing('name', 'environment', at)]),
    ...(image || build || isMisspelt ? [] : [{ code: 'no-source' as const, at }]),
    ...(image && build ? [bothSources(image.key, build.key)] : []),
  ];
}

function bothSources(image: YamlEntry['key'], build: YamlEntry['key']): ShapeProblem {
  const [first, second] = image.start < build.start ? [image, build] : [build, image];
  return { code: 'both-sources', first, second };
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

function problemsOfBuild(build: YamlNode | undefined): readonly ShapeProblem[] {
  return build?.type === 'mapping' ? problemsOfKeys(build, BUILD_KEYS, '`build`', BUILD_TYPES) : [];
}

function problemsOfInferenceConfig(config: YamlEntry | undefined): readonly ShapeProblem[] {
  if (config?.value.type !== 'mapping') return [];
  const routes = INFERENCE_CONFIG_KEYS.map((key) => entryOf(config.value, key));
  return [
    ...problemsOfKeys(config.value, INFERENCE_CONFIG_KEYS, '`inference_config`', {}),
    ...missingOf(config, INFERENCE_CONFIG_KEYS),
    ...routes.flatMap((route) => {
      if (!route) return [];
      const { key, value } = route;
      if (value.type !== 'mapping') return typeProblems(route, 'mapping');
      return [
        ...problemsOfKeys(value, ROUTE_KEYS, `\`${key.text}\``, ROUTE_TYPES),
        ...missingOf(route, ROUTE_KEYS),
      ];
    }),
  ];
}

function problemsOfKeys(
  mapping: YamlMapping,
  allowed: readonly string[],
  owner: string,
  types: Readonly<Record<string, Wanted>>,
): readonly ShapeProblem[] {
  return mapping.entries.flatMap((entry): readonly ShapeProblem[] => {
    const { key } = entry;
    if (isTemplate(key.text)) return [];
    if (!allowed.includes(key.text)) {
      const meant = OTHER_NAMES[key.text] ?? closestMatch(key.text, allowed.slice(0, MEANT));
      return [{ code: 'unknown-key', key, owner, meant, allowed: allowed.slice(0, MEANT) }];
    }
    if (entryOf(mapping, key.text) !== entry) return [{ code: 'twice', key }];
    const wanted = types[key.text];
    return wanted === undefined ? [] : typeProblems(entry, wanted);
  });
}

/** Keys of compose files, and of Azure ML's first previews, with the same meaning. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  context: 'path',
  dockerfile: 'dockerfile_path',
  docker: 'image',
};

/** The number of keys that people use. */
const MEANT = 10;

function typeProblems({ key, value }: YamlEntry, wanted: Wanted): readonly ShapeProblem[] {
  if (value.type === 'scalar' && value.data === 'null') return [{ code: 'empty', key }];
  if (isOfType(value, wanted)) return [];
  const isCollection = value.type !== 'scalar';
  const found = isCollection ? value.type : value.text.text;
  // A collection is long; its key identifies it as well.
  return [{ code: 'wrong-type', at: isCollection ? key : value, key: key.text, wanted, found, isCollection }];
}

const SCALARS: Readonly<Partial<Record<Wanted, readonly ScalarType[]>>> = {
  text: ['string'],
  os: ['string'],
  conda: ['string'],
  version: ['string', 'integer', 'float'],
  number: ['integer', 'float'],
};

function isOfType(node: YamlNode, wanted: Wanted): boolean {
  if (node.type === 'mapping') return wanted === 'mapping' || wanted === 'conda';
  if (node.type === 'sequence') return false;
  const { data, text } = node;
  if (data === 'unknown') return true;
  if (wanted === 'os') return data === 'string' && /^(?:linux|windows)$/i.test(text.text);
  // marshmallow converts text that looks like a number.
  if (wanted === 'number' && data === 'string') return /^\s*[-+]?\d+\s*$/.test(text.text);
  return SCALARS[wanted]?.includes(data) ?? false;
}

function missingOf({ key, value }: YamlEntry, required: readonly string[]): readonly ShapeProblem[] {
  return required.filter((one) => !entryOf(value, one)).map((one) => missing(one, key.text, key));
}

function missing(key: string, owner: string, at: Span): ShapeProblem {
  return { code: 'missing-key', key, owner, at };
}

function isTemplate(key: string): boolean {
  return key.includes('{{');
}
