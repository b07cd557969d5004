import type { Span } from '../text/fragment.ts';
import { childrenOf, type Node } from './nodes.ts';
import type { Places } from './places.ts';

/** The first `yield` in the body of a function, not in functions within. */
export function firstYieldIn(body: readonly Node[], places: Places): Span | undefined {
  for (const node of body) {
    const found = isScope(node) ? undefined : yieldIn(node, places);
    if (found) return found;
  }
  return undefined;
}

function yieldIn(node: Node, places: Places): Span | undefined {
  if (node.nodeType === 'Yield' || node.nodeType === 'YieldFrom') {
    const { start } = places.spanOf(node);
    return { start, end: start + 'yield'.length };
  }
  return firstYieldIn([...childrenOf(node)], places);
}

/** What has a body of its own: functions and classes in a function. */
function isScope({ nodeType }: Node): boolean {
  return (
    nodeType === 'FunctionDef' ||
    nodeType === 'AsyncFunctionDef' ||
    nodeType === 'ClassDef' ||
    nodeType === 'Lambda'
  );
}
