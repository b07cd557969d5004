import type { Span } from '../text/fragment.ts';
import { childrenOf, type Node } from './nodes.ts';
import type { Statement } from './parser.ts';
import type { Places } from './places.ts';

/** What is around a node. */
interface Around {
  readonly function: 'sync' | 'async' | undefined;
  readonly isInLoop: boolean;
}

/**
 * The first word that Python refuses where it is, although it is well formed: `return` and `yield` outside of a function, `await`
 * outside of an asynchronous one, `break` and `continue` outside of a loop; `nonlocal` outside of a function, and in one
 * `from … import *`.
 */
export function misplacedIn(body: readonly Statement[], places: Places): Span | undefined {
  const find = (node: Node, around: Around): Span | undefined => {
    const word = misplacedWord(node, around);
    const { start } = places.spanOf(node);
    if (word !== undefined) return { start, end: start + word.length };
    const inner = aroundIn(node, around);
    for (const child of childrenOf(node)) {
      const found = find(child, inner);
      if (found) return found;
    }
    return undefined;
  };
  for (const node of body) {
    const found = find(node, { function: undefined, isInLoop: false });
    if (found) return found;
  }
  return undefined;
}

function misplacedWord(node: Node, { function: owner, isInLoop }: Around): string | undefined {
  switch (node.nodeType) {
    case 'ImportFrom':
      return owner !== undefined && node.names.some(({ name }) => name === '*') ? 'from' : undefined;
    case 'Nonlocal':
      return owner === undefined ? 'nonlocal' : undefined;
    case 'Return':
      return owner === undefined ? 'return' : undefined;
    case 'Yield':
    case 'YieldFrom':
      return owner === undefined ? 'yield' : undefined;
    case 'Await':
      return owner === 'async' ? undefined : 'await';
    case 'Break':
      return isInLoop ? undefined : 'break';
    case 'Continue':
      return isInLoop ? undefined : 'continue';
    default:
      return undefined;
  }
}

function aroundIn({ nodeType }: Node, around: Around): Around {
  switch (nodeType) {
    case 'FunctionDef':
    case 'Lambda':
      return { function: 'sync', isInLoop: false };
    case 'AsyncFunctionDef':
      return { function: 'async', isInLoop: false };
    case 'ClassDef':
      return { function: undefined, isInLoop: false };
    case 'For':
    case 'AsyncFor':
    case 'While':
      return { ...around, isInLoop: true };
    default:
      return around;
  }
}
