import type { Expression } from './parser.ts';

/** Whether a condition holds when the inference server loads the module; `undefined` if it is not known. */
export function conditionHolds(test: Expression): boolean | undefined {
  switch (test.nodeType) {
    case 'Constant':
      return Boolean(test.value);
    case 'UnaryOp': {
      const holds = test.op.nodeType === 'Not' ? conditionHolds(test.operand) : undefined;
      return holds === undefined ? undefined : !holds;
    }
    case 'BoolOp': {
      const isAnd = test.op.nodeType === 'And';
      const all = test.values.map(conditionHolds);
      if (all.some((holds) => holds === !isAnd)) return !isAnd;
      return all.every((holds) => holds === isAnd) ? isAnd : undefined;
    }
    case 'Name':
      return test.id === 'TYPE_CHECKING' ? false : undefined;
    case 'Attribute':
      return test.attr === 'TYPE_CHECKING' ? false : undefined;
    case 'Compare':
      return isProgram(test.left, test.comparators) ? test.ops[0]!.nodeType !== 'Eq' : undefined;
    default:
      return undefined;
  }
}

/** `__name__` is compared with `'__main__'`: a module that is loaded has another name. */
function isProgram(left: Expression, others: readonly Expression[]): boolean {
  const both = [left, ...others];
  return (
    both.length === 2 &&
    both.some((one) => one.nodeType === 'Name' && one.id === '__name__') &&
    both.some((one) => one.nodeType === 'Constant' && one.value === '__main__')
  );
}
