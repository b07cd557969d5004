/**
 * The content of a YAML document, every part with its place. Aliases and merges (`<<`) are expanded: repeated parts
 * have the place where they are written. Types are PyYAML's, because `az ml` uses PyYAML: `version: 1.10` is a number,
 * and in `name: yes` the name is a boolean.
 */
import type { Value } from '../dockerfile/value.ts';
import type { Fragment, Span } from '../text/fragment.ts';

export type YamlNode = YamlMapping | YamlSequence | YamlScalar;

export interface YamlMapping extends Span {
  readonly type: 'mapping';
  /**
   * In order of the file; merged entries come last, without overridden ones. A key that is written twice is there
   * twice.
   */
  readonly entries: readonly YamlEntry[];
}

/** A key and its value. The span covers both. */
export interface YamlEntry extends Span {
  readonly key: Fragment;
  readonly value: YamlNode;
}

export interface YamlSequence extends Span {
  readonly type: 'sequence';
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends Span {
  readonly type: 'scalar';
  /** As it is read: without quotes, escapes decoded, template text unchanged. */
  readonly text: Fragment;
  /** Unknown if it contains template text. */
  readonly value: Value;
  readonly data: ScalarType;
}

/** PyYAML's type of a scalar. `unknown`: template text or a tag decides. */
export type ScalarType = 'string' | 'null' | 'boolean' | 'integer' | 'float' | 'timestamp' | 'unknown';

/**
 * The entry of a key of a mapping; of several with the same key, the last, as PyYAML has it. `undefined` for what is no mapping.
 *
 * @example
 * const [environment] = readAzuremlYaml('name: a\nimage: ubuntu\nname: b\n').environments;
 * textOf(entryOf(environment?.mapping, 'name')?.value); // => 'b'
 */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.type === 'mapping' ? node.entries.findLast((entry) => entry.key.text === key) : undefined;
}

/**
 * The text of a node, as it is read: without quotes, escapes decoded. `undefined` for what is no text, and for one with template text
 * in it.
 *
 * @example
 * const [environment] = readAzuremlYaml('name: "a"\nimage: {{IMAGE}}\nversion: 1\n').environments;
 * ['name', 'image', 'version'].map((key) => textOf(entryOf(environment?.mapping, key)?.value)); // => ['a', undefined, undefined]
 */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.type !== 'scalar' || node.data !== 'string') return undefined;
  return node.text.text;
}

/** The type of a plain scalar in PyYAML (YAML 1.1). Source: `yaml/resolver.py` of PyYAML 6. */
export function typeOfPlain(text: string): ScalarType {
  return PLAIN_TYPES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'string';
}

const PLAIN_TYPES: readonly (readonly [ScalarType, RegExp])[] = [
  ['null', /^(?:~|null|Null|NULL|)$/],
  ['boolean', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  ['integer', /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/],
  [
    'float',
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  ],
  [
    'timestamp',
    /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
  ],
];
