/** What `az ml` refuses in a YAML before anything is uploaded, mistake by mistake. */
import { closestMatch } from '../../text/closest-match.ts';
import type { Span } from '../../text/fragment.ts';
import {
  entryOf,
  type ScalarType,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from '../../yaml-tree/tree.ts';
import { isSpelledOut } from './written-path.ts';

/** One problem, at the words to be changed. */
export type ShapeProblem =
  | {
      readonly code: 'unknown-key';
      readonly key: YamlEntry['key'];
      readonly owner: string;
      readonly meant: string | undefined;
      /** What is in it belongs where it is itself: `docker: {image: …}` of the first previews. */
      readonly isWrapper: boolean;
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
export type Wanted =
  | 'text'
  | 'mapping'
  | 'texts'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'os'
  | 'version'
  | 'conda';

/** The keys that a mapping may have. */
export interface AllowedKeys {
  /** `an environment`, `` `build` ``: the words of a message. */
  readonly owner: string;
  readonly keys: readonly string[];
  /** So many of the keys, from the first, are those that people use. */
  readonly usual: number;
  /** What the value of a key must be, where that is judged. */
  readonly types: Readonly<Record<string, Wanted | undefined>>;
}

/** The problems of the keys of a mapping, and of the types of their values. */
export function problemsOfKeys(
  mapping: YamlMapping,
  { owner, keys, usual, types }: AllowedKeys,
): readonly ShapeProblem[] {
  const known = keys.slice(0, usual);
  return mapping.entries.flatMap((entry): readonly ShapeProblem[] => {
    const { key } = entry;
    if (isTemplate(key.text)) return [];
    if (!keys.includes(key.text)) {
      const other = OTHER_NAMES[key.text];
      const meant = other !== undefined && known.includes(other) ? other : closestMatch(key.text, known);
      const isWrapper = key.text === 'docker' && meant === 'image' && entry.value.type === 'mapping';
      return [{ code: 'unknown-key', key, owner, meant, isWrapper, allowed: known }];
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
  local_path: 'path',
};

/** What is wrong with the type of a value. */
function typeProblems({ key, value }: YamlEntry, wanted: Wanted): readonly ShapeProblem[] {
  if (value.type === 'scalar' && value.data === 'null') return [{ code: 'empty', key }];
  if (wanted === 'texts' && value.type === 'mapping') return value.entries.flatMap(problemsOfTextIn);
  if (isOfType(value, wanted)) return [];
  const isCollection = value.type !== 'scalar';
  const found = isCollection ? value.type : value.text.text;
  // A collection is long; its key identifies it as well.
  return [{ code: 'wrong-type', at: isCollection ? key : value, key: key.text, wanted, found, isCollection }];
}

/** What is wrong with one of several texts, which may also have no value. */
function problemsOfTextIn(entry: YamlEntry): readonly ShapeProblem[] {
  const isNothing = entry.value.type === 'scalar' && entry.value.data === 'null';
  return isNothing ? [] : typeProblems(entry, 'text');
}

const SCALARS: Readonly<Partial<Record<Wanted, readonly ScalarType[]>>> = {
  text: ['string'],
  conda: ['string'],
  version: ['string', 'integer', 'float', 'boolean'],
  integer: ['integer', 'float'],
  number: ['integer', 'float'],
  boolean: ['boolean'],
};

/** marshmallow converts texts like these. */
const CONVERTED: Readonly<Partial<Record<Wanted, RegExp>>> = {
  integer: /^\s*[-+]?\d+\s*$/,
  number: /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i,
  boolean: /^(?:t|true|f|false|y|yes|n|no|on|off|0|1)$/i,
};

function isOfType(node: YamlNode, wanted: Wanted): boolean {
  if (node.type === 'mapping') return wanted === 'mapping' || wanted === 'conda';
  if (node.type === 'sequence') return false;
  const { data, text } = node;
  if (data === 'unknown' || (data === 'string' && text.text !== '' && !isSpelledOut(node))) return true;
  if (wanted === 'os') return data === 'string' && /^(?:linux|windows)$/i.test(text.text);
  if (data === 'string' || data === 'integer') {
    if (CONVERTED[wanted]?.test(text.text)) return true;
  }
  return SCALARS[wanted]?.includes(data) ?? false;
}

function isTemplate(key: string): boolean {
  return key.includes('{{');
}
