import type { Span } from '../../text/fragment.ts';
import { liesInAny } from '../../text/spans.ts';
import type { YamlNode } from '../../yaml-tree/tree.ts';
import type { Damage, TextChange } from '../kind.ts';
import type { AzuremlYaml } from './model.ts';

/** A fix may change what its edits touch, and nothing else in the file. */
export function damage({ origin, after, edits }: TextChange<AzuremlYaml>): Damage | undefined {
  if (after.yaml.problems.length > origin.yaml.problems.length) return 'syntax';
  let shift = 0;
  const written = edits.map(({ start, end, text }): Span => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length };
  });
  const before = untouched(origin, edits).join('\n');
  return before === untouched(after, written).join('\n') ? undefined : 'meaning';
}

/** Every text of a file with the keys that lead to it, except those in edited places. */
function untouched({ yaml }: AzuremlYaml, edited: readonly Span[]): readonly string[] {
  const isEdited = (span: Span) =>
    edited.some(({ start, end }) => start <= span.end && span.start <= end) || liesInAny(span, edited);
  const seen = new Set<YamlNode>();
  const leaves = (node: YamlNode | undefined, path: string): readonly string[] => {
    if (node === undefined || seen.has(node)) return [];
    seen.add(node);
    if (node.type === 'sequence')
      return node.items.flatMap((item, index) => leaves(item, `${path}[${index}]`));
    if (node.type === 'scalar') return isEdited(node) ? [] : [`${path}=${JSON.stringify(node.text.text)}`];
    return node.entries.flatMap(({ key, value }) =>
      isEdited(key) ? [] : leaves(value, `${path}.${JSON.stringify(key.text)}`),
    );
  };
  return yaml.documents.flatMap(({ root }, index) => leaves(root, `${index}`));
}
