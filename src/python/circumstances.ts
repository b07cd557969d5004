import { conditionHolds } from './conditions.ts';
import type { Circumstances } from './model.ts';
import type { Node } from './nodes.ts';
import type { Expression } from './parser.ts';

/** The circumstances of the branch of a condition that holds, does not hold, or perhaps does. */
export function within(about: Circumstances, holds: boolean | undefined): Circumstances {
  if (holds === true || about.execution === 'never' || about.execution === 'later') return about;
  return { ...about, execution: holds === false ? 'never' : 'perhaps' };
}

/** The circumstances of what is inside a statement: what a `try` or a loop has need not be executed. */
export function insideOf(node: Node, about: Circumstances): Circumstances {
  switch (node.nodeType) {
    case 'Try':
    case 'TryStar':
      return { ...within(about, undefined), isGuarded: true };
    case 'With':
    case 'AsyncWith':
      return node.items.some(({ context_expr }) => suppressesErrors(context_expr))
        ? { ...within(about, undefined), isGuarded: true }
        : about;
    case 'For':
    case 'AsyncFor':
    case 'While':
    case 'Match':
      return within(about, undefined);
    case 'If':
      return within(about, conditionHolds(node.test) === false ? false : undefined);
    default:
      return about;
  }
}

/** `contextlib.suppress(ImportError)`. */
function suppressesErrors(node: Expression): boolean {
  const named = node.nodeType === 'Call' ? node.func : node;
  return (
    (named.nodeType === 'Name' && named.id === 'suppress') ||
    (named.nodeType === 'Attribute' && named.attr === 'suppress')
  );
}
