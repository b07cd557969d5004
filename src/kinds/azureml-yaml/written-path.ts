/** Paths and names as they are written in a YAML. */
import type { YamlNode, YamlScalar } from '../../yaml-tree/tree.ts';

/** A node, if it is a scalar. */
export function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.type === 'scalar' ? node : undefined;
}

/**
 * Whether a scalar has a text, and no program replaces that by another (`$MODEL`, `<model>`, `__MODEL__`).
 *
 * @example
 * const { entries } = readAzuremlYaml('name: a\nversion: <VERSION>\nimage: ubuntu\n').environments[0]!.mapping;
 * entries.map(({ value }) => value.type === 'scalar' && isSpelledOut(value)); // => [true, false, true]
 */
export function isSpelledOut({ data, text: { text } }: YamlScalar): boolean {
  return data === 'string' && text !== '' && !/[<>$%{}]|^__|__$/.test(text);
}

/**
 * A path of the computer from which `az ml` uploads, as it is written; `undefined` if it is not spelled out, is an address, or is
 * written as on Windows.
 */
export function writtenPath(node: YamlNode | undefined): string | undefined {
  if (node?.type !== 'scalar' || !isSpelledOut(node)) return undefined;
  const { text } = node.text;
  // A scheme, a drive, or a home directory.
  return /^[\w+.-]+:|\\|^~|^git@/.test(text) ? undefined : text;
}
