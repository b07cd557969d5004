import type { Expression, Statement } from './parser.ts';
import type { Located } from './places.ts';

/** Any node of the tree. */
export type Node = Statement | Expression | OtherNode;

/** What is neither statement nor expression: arguments, handlers, cases, patterns. */
interface OtherNode extends Located {
  readonly nodeType:
    | 'Alias'
    | 'Arg'
    | 'Arguments'
    | 'Comprehension'
    | 'ExceptHandler'
    | 'Keyword'
    | 'MatchAs'
    | 'MatchCase'
    | 'MatchMapping'
    | 'MatchStar'
    | 'WithItem';
  /** What a handler or a pattern names. */
  readonly name?: string;
  /** What a pattern of a mapping names. */
  readonly rest?: string;
}

/** The nodes in a node, in the order of the text. */
export function* childrenOf(node: object): Generator<Node> {
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const one of value as unknown[]) if (isNode(one)) yield one;
    } else if (isNode(value)) yield value;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

/** Whether a node is a statement. */
export function isStatement(node: Node): node is Statement {
  return STATEMENTS.has(node.nodeType);
}

const STATEMENTS: ReadonlySet<string> = new Set<Statement['nodeType']>([
  'AnnAssign',
  'Assert',
  'Assign',
  'AsyncFor',
  'AsyncFunctionDef',
  'AsyncWith',
  'AugAssign',
  'Break',
  'ClassDef',
  'Continue',
  'Delete',
  'Expr',
  'For',
  'FunctionDef',
  'Global',
  'If',
  'Import',
  'ImportFrom',
  'Match',
  'Nonlocal',
  'Pass',
  'Raise',
  'Return',
  'Try',
  'TryStar',
  'TypeAlias',
  'While',
  'With',
]);
