import type { Span } from '../text/fragment.ts';
import type { PythonStatement } from './model.ts';
import { childrenOf, isStatement, type Node } from './nodes.ts';
import type { Statement } from './parser.ts';
import type { Places } from './places.ts';

/** All statements of a module, in order of place; outer ones before those in them. */
export function statementsIn(body: readonly Statement[], places: Places): readonly PythonStatement[] {
  const found: PythonStatement[] = [];
  const visit = (node: Node): void => {
    const at = found.length;
    const { start, end } = isStatement(node) ? statementSpan(node, places) : { start: -1, end: -1 };
    if (start >= 0) found.push({ start, end, headEnd: end });
    for (const child of childrenOf(node)) if (isBlock(child)) visit(child);
    const first = found[at + 1];
    if (start >= 0 && first) found[at] = { start, end, headEnd: first.start };
  };
  for (const node of body) visit(node);
  return found;
}

/** It is a statement, or has some. */
function isBlock(node: Node): boolean {
  return isStatement(node) || node.nodeType === 'ExceptHandler' || node.nodeType === 'MatchCase';
}

function statementSpan(node: Statement, places: Places): Span {
  const { start, end } = places.spanOf(node);
  const first = 'decorator_list' in node ? node.decorator_list[0] : undefined;
  return first ? { start: places.text.lastIndexOf('@', places.spanOf(first).start), end } : { start, end };
}
