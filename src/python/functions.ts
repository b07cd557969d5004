import type { Span } from '../text/fragment.ts';
import type { Expression, ExpressionOf, StatementOf } from './parser.ts';
import type { Places } from './places.ts';
import { firstYieldIn } from './yields.ts';

/** A function of a module, or a lambda. */
export interface PythonFunction {
  /** Its name; the whole lambda. */
  readonly at: Span;
  /** `async def`, in front of the name. */
  readonly async: Span | undefined;
  /** The first `yield` of its own, not of a function in it. */
  readonly yield: Span | undefined;
  readonly parameters: readonly PythonParameter[];
  /** Outermost first. */
  readonly decorators: readonly PythonDecorator[];
}

/** How a parameter takes arguments: `ordinary` by place or by name, `args` is `*args`, `kwargs` is `**kwargs`. */
export type ParameterKind = 'positional-only' | 'ordinary' | 'keyword-only' | 'args' | 'kwargs';

/** A parameter. The span is that of its name. */
export interface PythonParameter extends Span {
  readonly name: string;
  readonly kind: ParameterKind;
  /** It must be given an argument. */
  readonly isRequired: boolean;
}

/** A decorator, with its `@`. */
export interface PythonDecorator extends Span {
  /**
   * What it names, beginning with the module that it is imported from: `inference_schema.schema_decorators.input_schema`;
   * `undefined` if it is computed.
   */
  readonly name: string | undefined;
  /** The arguments of its call by place, as far as they are texts. */
  readonly texts: readonly (PythonText | undefined)[];
  /** Those by name. */
  readonly namedTexts: ReadonlyMap<string, PythonText | undefined>;
}

/** A text in the code. The span has the quotes. */
export interface PythonText extends Span {
  readonly text: string;
}

/** The full name of a name of the module: where it is imported from. */
export type FullNameOf = (name: string) => string;

/** Reads a definition. */
export function functionFrom(
  node: StatementOf<'FunctionDef' | 'AsyncFunctionDef'>,
  places: Places,
  fullNameOf: FullNameOf,
): PythonFunction {
  const { start, end } = places.spanOf(node);
  const [head, keywords = ''] = /^(?:(async)(?:\s|\\\r?\n?)+)?def(?:\s|\\\r?\n?)+/.exec(
    places.text.slice(start, end),
  ) ?? [''];
  const at = start + head.length;
  return {
    at: { start: at, end: at + node.name.length },
    async: keywords === '' ? undefined : { start, end: start + keywords.length },
    yield: firstYieldIn(node.body, places),
    parameters: parametersOf(node.args, places),
    decorators: node.decorator_list.map((one) => decoratorFrom(one, places, fullNameOf)),
  };
}

/** Reads a lambda. */
export function functionFromLambda(node: ExpressionOf<'Lambda'>, places: Places): PythonFunction {
  return {
    at: places.spanOf(node),
    async: undefined,
    yield: firstYieldIn([node.body], places),
    parameters: parametersOf(node.args, places),
    decorators: [],
  };
}

type Arguments = StatementOf<'FunctionDef'>['args'];

function parametersOf(args: Arguments, places: Places): readonly PythonParameter[] {
  const { posonlyargs, args: ordinary, vararg, kwonlyargs, kwarg, defaults, kw_defaults: named } = args;
  const required = posonlyargs.length + ordinary.length - defaults.length;
  const parameter = (
    node: Arguments['args'][number],
    kind: ParameterKind,
    isRequired: boolean,
  ): PythonParameter => {
    const { start } = places.spanOf(node);
    return { name: node.arg, kind, isRequired, start, end: start + node.arg.length };
  };
  return [
    ...posonlyargs.map((node, index) => parameter(node, 'positional-only', index < required)),
    ...ordinary.map((node, index) => parameter(node, 'ordinary', posonlyargs.length + index < required)),
    ...(vararg ? [parameter(vararg, 'args', false)] : []),
    ...kwonlyargs.map((node, index) => parameter(node, 'keyword-only', !named[index])),
    ...(kwarg ? [parameter(kwarg, 'kwargs', false)] : []),
  ];
}

function decoratorFrom(node: Expression, places: Places, fullNameOf: FullNameOf): PythonDecorator {
  const call = node.nodeType === 'Call' ? node : undefined;
  const text = (one: Expression): PythonText | undefined =>
    one.nodeType === 'Constant' && typeof one.value === 'string'
      ? { text: one.value, ...places.spanOf(one) }
      : undefined;
  const { start, end } = places.spanOf(node);
  return {
    start: places.text.lastIndexOf('@', start),
    end,
    name: nameOf(call?.func ?? node, fullNameOf),
    texts: call?.args.map(text) ?? [],
    namedTexts: new Map(call?.keywords.flatMap(({ arg, value }) => (arg ? [[arg, text(value)]] : []))),
  };
}

/** `a.b.c`; `undefined` for anything else. */
function nameOf(node: Expression, fullNameOf: FullNameOf): string | undefined {
  const parts: string[] = [];
  let at = node;
  for (; at.nodeType === 'Attribute'; at = at.value) parts.unshift(at.attr);
  return at.nodeType === 'Name' ? [fullNameOf(at.id), ...parts].join('.') : undefined;
}
