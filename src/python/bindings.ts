/** What the names of a module are once it is loaded. */
import type { Span } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import { conditionHolds } from './conditions.ts';
import { functionFrom, functionFromLambda, type PythonFunction } from './functions.ts';
import { type Circumstances, importsOf, type PythonImport } from './imports.ts';
import { childrenOf, isStatement, type Node } from './nodes.ts';
import type { Expression, Statement, StatementOf } from './parser.ts';
import type { Places } from './places.ts';

/** A statement that gives a name a value. */
export interface Binding extends Circumstances {
  readonly at: Span;
  /** The function that the name then is. */
  readonly function: PythonFunction | undefined;
  /** Another name of the module, which it is equated with. */
  readonly alias: string | undefined;
  /** The name is deleted. */
  readonly isDeleted: boolean;
}

/** A function that is not one of the module: a method of a class, or inside another function. */
export interface InnerFunction {
  readonly kind: 'method' | 'inner';
  readonly at: Span;
  /** The class, or the function. */
  readonly of: string;
}

/** What the statements of a module do, beside computing. */
export interface Bindings {
  readonly imports: readonly PythonImport[];
  /** By name, in order. */
  readonly ofNames: ReadonlyMap<string, readonly Binding[]>;
  /** By name. */
  readonly innerFunctions: ReadonlyMap<string, readonly InnerFunction[]>;
  /** Names that a function sets, with `global`. */
  readonly globals: ReadonlySet<string>;
  /** It may get names that are not to be seen: `from … import *`, `globals()[…] = …`. */
  readonly isOpen: boolean;
  /** It may change where Python looks for modules: `sys.path`. */
  readonly changesSearchPath: boolean;
}

/** Reads the statements of a module. */
export function bindingsIn(body: readonly Statement[], places: Places): Bindings {
  const imports: PythonImport[] = [];
  const ofNames = new Map<string, Binding[]>();
  const innerFunctions = new Map<string, InnerFunction[]>();
  const globals = new Set<string>();
  let isOpen = false;
  let changesSearchPath = false;

  const bind = (name: string, at: Span, about: Circumstances, more: Partial<Binding> = {}) =>
    pushTo(ofNames, name, {
      at,
      execution: about.execution,
      isGuarded: about.isGuarded,
      function: undefined,
      alias: undefined,
      isDeleted: false,
      ...more,
    });

  const noteSpecial = (node: Node) => {
    isOpen ||= isReflective(node);
    changesSearchPath ||= isSearchPath(node);
  };

  const fullNameOf = (name: string): string => {
    for (const one of imports.toReversed()) {
      const taken = one.names?.find((each) => each.as === name);
      if (taken) return `${'.'.repeat(one.level)}${one.module}.${taken.name}`;
      if (one.names === undefined && one.as === name) return one.module;
    }
    return name;
  };

  /** Statements of the module itself, in blocks or not. */
  const readBlock = (block: readonly Statement[], about: Circumstances): void => {
    for (const node of block) readStatement(node, about);
  };

  const readStatement = (node: Statement, about: Circumstances): void => {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef': {
        const read = functionFrom(node, places, fullNameOf);
        bind(node.name, read.at, about, { function: read });
        if (node.name === '__getattr__') isOpen = true;
        readInside(node, { kind: 'inner', of: node.name }, { ...about, execution: 'later' });
        break;
      }
      case 'ClassDef':
        bind(node.name, places.spanOf(node), about);
        readInside(node, { kind: 'method', of: node.name }, about);
        break;
      case 'Import':
      case 'ImportFrom':
        readImport(node, about);
        break;
      case 'Assign':
      case 'AnnAssign':
        readAssignment(node, about);
        break;
      case 'Delete':
        for (const target of node.targets)
          if (target.nodeType === 'Name') bind(target.id, places.spanOf(target), about, { isDeleted: true });
        break;
      case 'If': {
        const holds = conditionHolds(node.test);
        readExpressions(node.test, about);
        readBlock(node.body, within(about, holds));
        readBlock(node.orelse, within(about, holds === undefined ? undefined : !holds));
        break;
      }
      default:
        readOther(node, about);
    }
  };

  const readImport = (node: StatementOf<'Import' | 'ImportFrom'>, about: Circumstances): void => {
    noteSpecial(node);
    for (const one of importsOf(node, places, about)) {
      imports.push(one);
      if (one.names === undefined) bind(one.as ?? one.module.split('.')[0]!, one, about);
      for (const { name, as, start, end } of one.names ?? []) {
        if (name === '*') isOpen ||= about.execution !== 'never';
        else bind(as, { start, end }, about);
      }
    }
  };

  const readAssignment = (node: StatementOf<'Assign' | 'AnnAssign'>, about: Circumstances): void => {
    const { value } = node;
    // `run: Callable` alone gives the name no value.
    if (!value) return;
    readExpressions(value, about);
    for (const target of node.nodeType === 'Assign' ? node.targets : [node.target]) {
      if (target.nodeType !== 'Name') readExpressions(target, about);
      else bind(target.id, places.spanOf(target), about, valueOf(value, places));
    }
  };

  /** Loops, `try`, `with`, `match`, and statements without a block. */
  const readOther = (node: Node, about: Circumstances): void => {
    const inner = insideOf(node, about);
    for (const child of childrenOf(node)) {
      if (isStatement(child)) readStatement(child, inner);
      else if (child.nodeType === 'ExceptHandler' || child.nodeType === 'MatchCase') readOther(child, inner);
      else readExpressions(child, inner);
    }
    const captured = capturedBy(node);
    if (captured) bind(captured, places.spanOf(node), inner);
  };

  /** Names that an expression, a target or a pattern sets. */
  const readExpressions = (node: Node, about: Circumstances): void => {
    noteSpecial(node);
    if (node.nodeType === 'Lambda') return;
    if (node.nodeType === 'Name' && node.ctx.nodeType === 'Store') bind(node.id, places.spanOf(node), about);
    const captured = capturedBy(node);
    if (captured) bind(captured, places.spanOf(node), about);
    for (const child of childrenOf(node)) {
      const isOwnName =
        node.nodeType === 'Comprehension' && child === Object(node as { target?: unknown }).target;
      if (!isOwnName) readExpressions(child, about);
    }
  };

  /** What is in a function or class: its names are not those of the module. */
  const readInside = (node: Node, owner: Pick<InnerFunction, 'kind' | 'of'>, about: Circumstances): void => {
    const inner = insideOf(node, about);
    for (const child of childrenOf(node)) {
      noteSpecial(child);
      if (child.nodeType === 'Import' || child.nodeType === 'ImportFrom') {
        imports.push(...importsOf(child, places, inner));
      } else if (child.nodeType === 'Global') {
        for (const name of child.names) globals.add(name);
      } else if (child.nodeType === 'FunctionDef' || child.nodeType === 'AsyncFunctionDef') {
        pushTo(innerFunctions, child.name, { ...owner, at: functionFrom(child, places, fullNameOf).at });
        readInside(child, { kind: 'inner', of: child.name }, { ...inner, execution: 'later' });
      } else if (child.nodeType === 'ClassDef') {
        readInside(child, { kind: 'method', of: child.name }, inner);
      } else {
        readInside(child, owner, inner);
      }
    }
  };

  readBlock(body, { execution: 'always', isGuarded: false });
  return { imports, ofNames, innerFunctions, globals, isOpen, changesSearchPath };
}

/** What is known about a value that a name gets. */
function valueOf(value: Expression, places: Places): Partial<Binding> {
  if (value.nodeType === 'Lambda') return { function: functionFromLambda(value, places) };
  return value.nodeType === 'Name' ? { alias: value.id } : {};
}

/** The circumstances of the branch of a condition that holds, does not hold, or perhaps does. */
function within(about: Circumstances, holds: boolean | undefined): Circumstances {
  if (holds === true || about.execution === 'never' || about.execution === 'later') return about;
  return { ...about, execution: holds === false ? 'never' : 'perhaps' };
}

/** The circumstances of what is inside a statement: what a `try` or a loop has need not be executed. */
function insideOf(node: Node, about: Circumstances): Circumstances {
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

/** Functions with which a module can give itself names. */
const REFLECTIVE: ReadonlySet<string> = new Set(['exec', 'globals', 'locals', 'vars']);

function isReflective(node: Node): boolean {
  if (node.nodeType === 'Name') return REFLECTIVE.has(node.id);
  return node.nodeType === 'Attribute' && node.attr === 'modules';
}

/** `sys.path`, also in `from sys import path`, and `site.addsitedir`. */
function isSearchPath(node: Node): boolean {
  if (node.nodeType === 'ImportFrom') return node.module === 'site' || node.module === 'sys';
  if (node.nodeType !== 'Attribute') return false;
  const { attr, value } = node;
  return attr === 'addsitedir' || (attr === 'path' && value.nodeType === 'Name' && /^_*sys/.test(value.id));
}

/** The name that a handler or a pattern sets. */
function capturedBy(node: Node): string | undefined {
  switch (node.nodeType) {
    case 'ExceptHandler':
    case 'MatchAs':
    case 'MatchStar':
      return node.name;
    case 'MatchMapping':
      return node.rest;
    default:
      return undefined;
  }
}
