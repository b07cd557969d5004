import type { Span } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import type { Binding, Bindings } from './bindings.ts';
import { insideOf, within } from './circumstances.ts';
import { conditionHolds } from './conditions.ts';
import { functionFrom, functionFromLambda } from './functions.ts';
import { importsOf } from './imports.ts';
import type { Circumstances, InnerFunction, PythonFunction, PythonImport } from './model.ts';
import { childrenOf, isStatement, type Node } from './nodes.ts';
import type { Expression, Statement, StatementOf } from './parser.ts';
import type { Places } from './places.ts';

type Definition = StatementOf<'FunctionDef' | 'AsyncFunctionDef'>;

/** Reads the statements of a module in their order. */
export class ModuleReader implements Bindings {
  readonly imports: PythonImport[] = [];
  readonly ofNames = new Map<string, Binding[]>();
  readonly innerFunctions = new Map<string, InnerFunction[]>();
  readonly globals = new Set<string>();
  isOpen = false;
  changesSearchPath = false;
  readonly #places: Places;
  /** Where the names that the module has so far are imported from. */
  readonly #origins = new Map<string, string>();

  constructor(body: readonly Statement[], places: Places) {
    this.#places = places;
    this.#readBlock(body, { execution: 'always', isGuarded: false });
  }

  #readBlock(block: readonly Statement[], about: Circumstances): void {
    for (const node of block) this.#readStatement(node, about);
  }

  #readStatement(node: Statement, about: Circumstances): void {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#readDefinition(node, about);
        break;
      case 'ClassDef':
        this.#bind(node.name, this.#places.spanOf(node), about);
        this.#readInside(node, { kind: 'method', of: node.name }, about);
        break;
      case 'Import':
      case 'ImportFrom':
        this.#readImport(node, about);
        break;
      case 'Assign':
      case 'AnnAssign':
        this.#readAssignment(node, about);
        break;
      case 'Delete':
        for (const target of node.targets)
          if (target.nodeType === 'Name')
            this.#bind(target.id, this.#places.spanOf(target), about, { isDeleted: true });
        break;
      case 'If': {
        const holds = conditionHolds(node.test);
        this.#readExpressions(node.test, about);
        this.#readBlock(node.body, within(about, holds));
        this.#readBlock(node.orelse, within(about, holds === undefined ? undefined : !holds));
        break;
      }
      default:
        this.#readOther(node, about);
    }
  }

  #readDefinition(node: Definition, about: Circumstances): void {
    const found = this.#functionFrom(node);
    this.#bind(node.name, found.at, about, { function: found });
    this.isOpen ||= node.name === '__getattr__';
    this.#readInside(node, { kind: 'inner', of: node.name }, { ...about, execution: 'later' });
  }

  #readImport(node: StatementOf<'Import' | 'ImportFrom'>, about: Circumstances): void {
    this.#noteSpecial(node);
    for (const one of importsOf(node, this.#places, about)) {
      this.imports.push(one);
      if (one.names === undefined) {
        this.#bind(one.as ?? one.module.split('.')[0]!, one, about);
        if (one.as !== undefined) this.#origins.set(one.as, one.module);
      }
      for (const { name, as, start, end } of one.names ?? []) {
        if (name === '*') {
          this.isOpen ||= about.execution !== 'never';
          continue;
        }
        this.#bind(as, { start, end }, about);
        this.#origins.set(as, `${'.'.repeat(one.level)}${one.module}.${name}`);
      }
    }
  }

  #readAssignment(node: StatementOf<'Assign' | 'AnnAssign'>, about: Circumstances): void {
    const { value } = node;
    // `run: Callable` alone gives the name no value.
    if (!value) return;
    this.#readExpressions(value, about);
    for (const target of node.nodeType === 'Assign' ? node.targets : [node.target]) {
      if (target.nodeType !== 'Name') this.#readExpressions(target, about);
      else this.#bind(target.id, this.#places.spanOf(target), about, valueOf(value, this.#places));
    }
  }

  /** Loops, `try`, `with`, `match`, and statements without a block. */
  #readOther(node: Node, about: Circumstances): void {
    const inner = insideOf(node, about);
    for (const child of childrenOf(node)) {
      if (isStatement(child)) this.#readStatement(child, inner);
      else if (child.nodeType === 'ExceptHandler' || child.nodeType === 'MatchCase')
        this.#readOther(child, inner);
      else this.#readExpressions(child, inner);
    }
    this.#bindCaptured(node, inner);
  }

  /** Names that an expression, a target or a pattern sets. */
  #readExpressions(node: Node, about: Circumstances): void {
    this.#noteSpecial(node);
    if (node.nodeType === 'Lambda') return;
    if (node.nodeType === 'Name' && node.ctx.nodeType === 'Store')
      this.#bind(node.id, this.#places.spanOf(node), about);
    this.#bindCaptured(node, about);
    const { target } = node as { readonly target?: unknown };
    for (const child of childrenOf(node)) {
      // The names of a comprehension are its own.
      if (node.nodeType !== 'Comprehension' || child !== target) this.#readExpressions(child, about);
    }
  }

  /** What is in a function or class: its names are not those of the module. */
  #readInside(node: Node, owner: Pick<InnerFunction, 'kind' | 'of'>, about: Circumstances): void {
    const inner = insideOf(node, about);
    for (const child of childrenOf(node)) {
      this.#noteSpecial(child);
      if (child.nodeType === 'Import' || child.nodeType === 'ImportFrom') {
        this.imports.push(...importsOf(child, this.#places, inner));
      } else if (child.nodeType === 'Global') {
        for (const name of child.names) this.globals.add(name);
      } else if (child.nodeType === 'FunctionDef' || child.nodeType === 'AsyncFunctionDef') {
        pushTo(this.innerFunctions, child.name, { ...owner, at: this.#functionFrom(child).at });
        this.#readInside(child, { kind: 'inner', of: child.name }, { ...inner, execution: 'later' });
      } else if (child.nodeType === 'ClassDef') {
        this.#readInside(child, { kind: 'method', of: child.name }, inner);
      } else {
        this.#readInside(child, owner, inner);
      }
    }
  }

  #functionFrom(node: Definition): PythonFunction {
    return functionFrom(node, this.#places, (name) => this.#origins.get(name) ?? name);
  }

  #bindCaptured(node: Node, about: Circumstances): void {
    const name = capturedBy(node);
    if (name) this.#bind(name, this.#places.spanOf(node), about);
  }

  #bind(name: string, at: Span, about: Circumstances, more: Partial<Binding> = {}): void {
    const { execution, isGuarded } = about;
    this.#origins.delete(name);
    const plain = { at, execution, isGuarded, function: undefined, alias: undefined, isDeleted: false };
    pushTo(this.ofNames, name, { ...plain, ...more });
  }

  #noteSpecial(node: Node): void {
    this.isOpen ||= isReflective(node);
    this.changesSearchPath ||= isSearchPath(node);
  }
}

/** What is known about a value that a name gets. */
function valueOf(value: Expression, places: Places): Partial<Binding> {
  if (value.nodeType === 'Lambda') return { function: functionFromLambda(value, places) };
  return value.nodeType === 'Name' ? { alias: value.id } : {};
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
