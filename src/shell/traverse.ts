import { forEachChild, type SyntaxNode } from 'unbash';

/**
 * The deepest script in a substitution in a script … that is read: nobody nests deeper, and each level is parsed again.
 */
export const MAX_SUBSTITUTIONS = 10;

/**
 * Visits a node and its descendants, in order, except the descendants of nodes for which `visit` returns false. It does
 * not recurse, because `1+1+1…` is as deep as it is long. `depth` is the number of scripts around the node.
 */
export function traverse(root: SyntaxNode, visit: (node: SyntaxNode, depth: number) => boolean): void {
  const stack: [SyntaxNode, number][] = [[root, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, depth] = next;
    if (!visit(node, depth)) continue;
    const below = node.type === 'Script' ? depth + 1 : depth;
    const children: [SyntaxNode, number][] = [];
    forEachChild(node, (child) => {
      children.push([child, below]);
    });
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
}
