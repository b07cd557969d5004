import { forEachChild, type SyntaxNode } from 'unbash';

/** Scripts in substitutions in scripts … are read this deep: nobody writes so, and each level is parsed again. */
export const MAX_SUBSTITUTIONS = 10;

/**
 * Visits a node and all below it, in order; not what is below one for which `visit` gives false. No recursion:
 * `1+1+1…` is as deep as it is long. `depth` is the number of scripts that the node is in.
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
