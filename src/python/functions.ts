import type { ParameterKind, PythonDecorator, PythonFunction, PythonParameter, PythonText } from './model.ts';
import type { Expression, ExpressionOf, StatementOf } from './parser.ts';
import type { Places } from './places.ts';
import { firstYieldIn } from './yields.ts';

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
