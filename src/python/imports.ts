import type { Circumstances, PythonImport } from './model.ts';
import type { StatementOf } from './parser.ts';
import type { Places } from './places.ts';

/** The imports of a statement: several for `import a, b`. */
export function importsOf(
  node: StatementOf<'Import' | 'ImportFrom'>,
  places: Places,
  circumstances: Circumstances,
): readonly PythonImport[] {
  if (node.nodeType === 'ImportFrom') return [importFrom(node, places, circumstances)];
  return node.names.map((alias) => {
    const { start, end } = places.spanOf(alias);
    const moduleAt = { start, end: start + alias.name.length };
    return {
      start,
      end,
      ...circumstances,
      moduleAt,
      module: alias.name,
      level: 0,
      as: alias.asname ?? undefined,
      names: undefined,
    };
  });
}

function importFrom(
  node: StatementOf<'ImportFrom'>,
  places: Places,
  circumstances: Circumstances,
): PythonImport {
  const { start, end } = places.spanOf(node);
  const [, before = '', dots = '', name = ''] =
    /^((?:lazy\s+)?from(?:\s|\\\r?\n?)*)((?:[.\s]*\.)?)(\s*[^\s]*)/.exec(places.text.slice(start, end)) ?? [];
  const from = start + before.length;
  const hasName = (node.module ?? '') !== '';
  return {
    start,
    end,
    ...circumstances,
    moduleAt: { start: from, end: from + dots.length + (hasName ? name.length : 0) },
    module: node.module ?? '',
    level: node.level ?? 0,
    as: undefined,
    names: node.names.map((alias) => ({
      ...places.spanOf(alias),
      name: alias.name,
      as: alias.asname ?? alias.name,
    })),
  };
}
