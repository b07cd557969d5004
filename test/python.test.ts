/** What is read of a Python module: its names once it is loaded, places, comments, and why Python refuses it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../src/late-modules.ts';
import { commentsIn } from '../src/python/comments.ts';
import type { PythonModule } from '../src/python/model.ts';
import { readPython } from '../src/python/module.ts';

function moduleOf(text: string): PythonModule {
  const reading = readPython(text);
  if (reading.kind !== 'module') throw new Error(`${reading.kind}: ${JSON.stringify(reading)}`);
  return reading.module;
}

const textAt = (text: string, { start, end }: { readonly start: number; readonly end: number }) =>
  text.slice(start, end);

describe('a name', () => {
  test.each<[string, boolean | undefined, string]>([
    ['a function', true, 'def run(data): pass'],
    ['an asynchronous one', true, 'async def run(data): pass'],
    ['a class', true, 'class run: pass'],
    ['an assignment', true, 'run = lambda data: data'],
    ['one of several', true, 'init, run = make()'],
    ['with a type', true, 'run: object = make()'],
    ['an import', true, 'from x import predict as run'],
    ['a module', true, 'import run.fast'],
    ['in an expression', true, 'print(run := 1)'],
    ['by with', true, 'with a as run: pass'],
    ['in a condition that holds', true, 'if __name__ != "__main__":\n  def run(data): pass'],
    ['in the other branch', true, 'if not __name__ == "__main__":\n  run = 1\nelse:\n  del run'],
    ['a type alone', false, 'run: object'],
    ['deleted', false, 'run = 1\ndel run'],
    ['in a comprehension', false, '[run for run in x]'],
    ['a parameter of a lambda', false, 'x = lambda run: run'],
    ['a method', false, 'class A:\n  def run(self): pass'],
    ['an inner function', false, 'def f():\n  def run(): pass'],
    ['for a program', false, 'if "__main__" == __name__:\n  def run(data): pass'],
    ['for type checkers', false, 'import typing\nif typing.TYPE_CHECKING:\n  from x import run'],
    ['never', false, 'if False and x:\n  run = 1'],
    ['perhaps', undefined, 'if x:\n  def run(data): pass'],
    ['one of two', undefined, 'try:\n  from x import run\nexcept ImportError:\n  from y import run'],
    ['deleted perhaps', undefined, 'run = 1\nif x: del run'],
    ['by a loop', undefined, 'for run in x: pass'],
    ['by a pattern', undefined, 'match x:\n  case {"a": [*_, run]}: pass'],
    ['by a handler', undefined, 'try: pass\nexcept E as run: pass'],
    ['from anywhere', undefined, 'from x import *'],
    ['through globals', undefined, 'globals()["run"] = 1'],
    ['through the module', undefined, 'setattr(sys.modules[__name__], "run", f)'],
    ['when asked', undefined, 'def __getattr__(name): return f'],
    ['by a function', undefined, 'def init():\n  global run\n  run = 1'],
  ])('%s: %s', (_, isDefined, text) => expect(moduleOf(text).nameOf('run').isDefined).toBe(isDefined));

  test.each<[string, string | undefined, string]>([
    ['the last definition', 'b', 'def run(a): pass\ndef run(b): pass'],
    ['another name', 'a', 'def predict(a): pass\nrun = predict'],
    ['a circle', undefined, 'run = predict\npredict = run'],
    ['one of two', undefined, 'if x:\n  def run(a): pass\nelse:\n  def run(b): pass'],
    ['one that is replaced', undefined, 'def run(a): pass\nrun = wrap(run)'],
    ['one that a function replaces', undefined, 'def run(a): pass\ndef f():\n  global run\n  run = 1'],
    ['the only one', 'a', 'if x:\n  def run(a): pass'],
  ])('is the function: %s', (_, parameter, text) => {
    expect(moduleOf(text).nameOf('run').function?.parameters[0]?.name).toBe(parameter);
  });
});

test('parameters are told by their kinds', () => {
  const text = 'def run(a, b=1, /, c=2, *d, e, f=3, **g): pass';
  const { parameters } = moduleOf(text).nameOf('run').function!;
  expect(parameters.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
    ['a', 'positional-only', true],
    ['b', 'positional-only', false],
    ['c', 'ordinary', false],
    ['d', 'args', false],
    ['e', 'keyword-only', true],
    ['f', 'keyword-only', false],
    ['g', 'kwargs', false],
  ]);
  expect(parameters.map((one) => textAt(text, one))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('decorators have the name of the module that they are imported from', () => {
  const text = [
    'import a.b as c',
    'from d import e as f',
    '@ c.g(1, "x", key="y")',
    '@f',
    '@local',
    '@make()()',
    'def run(data): pass',
  ].join('\n');
  const { decorators } = moduleOf(text).nameOf('run').function!;
  expect(decorators.map(({ name }) => name)).toEqual(['a.b.g', 'd.e', 'local', undefined]);
  expect(decorators.map((one) => textAt(text, one))[0]).toBe('@ c.g(1, "x", key="y")');
  expect(decorators[0]!.texts.map((one) => one && [one.text, textAt(text, one)])).toEqual([
    undefined,
    ['x', '"x"'],
  ]);
  expect(decorators[0]!.namedTexts.get('key')?.text).toBe('y');
});

test.each<[string, string | undefined]>([
  ['def run(a):\n  x = yield a', 'yield'],
  ['def run(a):\n  for b in a:\n    yield from b', 'yield'],
  ['run = lambda a: (yield a)', 'yield'],
  ['def run(a):\n  def b():\n    yield a\n  return list(b())', undefined],
  ['def run(a):\n  return (lambda: (yield))', undefined],
  ['def run(a):\n  class B:\n    def c(self): yield a', undefined],
  ['def run(a):\n  return "yield"  # yield', undefined],
])('the yield of %j is %s', (text, word) => {
  const found = moduleOf(text).nameOf('run').function?.yield;
  expect(found && textAt(text, found)).toBe(word);
});

test('imports are told with their circumstances', () => {
  const text = [
    'import a, b.c as d',
    'from .e import (f as g, # why',
    '  h)',
    'from . import i',
    'try:',
    '  import j',
    'except ImportError:',
    '  import k',
    'if x:',
    '  import l',
    'if __name__ == "__main__":',
    '  import m',
    'def n():',
    '  import o',
    'class P:',
    '  import q',
    'with contextlib.suppress(ImportError):',
    '  import r',
  ].join('\n');
  const { imports } = moduleOf(text);
  expect(
    imports.map((one) => [textAt(text, one.moduleAt), one.execution, one.isGuarded ? 'guarded' : 'open']),
  ).toEqual([
    ['a', 'always', 'open'],
    ['b.c', 'always', 'open'],
    ['.e', 'always', 'open'],
    ['.', 'always', 'open'],
    ['j', 'perhaps', 'guarded'],
    ['k', 'perhaps', 'guarded'],
    ['l', 'perhaps', 'open'],
    ['m', 'never', 'open'],
    ['o', 'later', 'open'],
    ['q', 'always', 'open'],
    ['r', 'perhaps', 'guarded'],
  ]);
  expect(imports[2]!.names!.map((one) => [one.name, one.as, textAt(text, one)])).toEqual([
    ['f', 'g', 'f as g'],
    ['h', 'h', 'h'],
  ]);
});

test.each([
  ['import sys\nsys.path.append("/opt")', true],
  ['from sys import path\npath.append("/opt")', true],
  ['import site\nsite.addsitedir("/opt")', true],
  ['def init():\n  sys.path.insert(0, "/opt")', true],
  ['from os import path\nprint(path.sep)', false],
  ['import os\nprint(os.path.sep)', false],
])('%j: it may change where modules are looked for: %s', (text, changes) => {
  expect(moduleOf(text).changesSearchPath).toBe(changes);
});

describe('places', () => {
  test.each([
    ['plain', 'x = "a"; '],
    ['of two bytes', 'x = "é"; '],
    ['of three bytes', 'x = "…語"; '],
    ['of two units', 'x = "😀𝐱"; '],
    ['after a byte-order mark', '\ufeffx = 1; '],
    ['after a form feed', '  \fx = 1; '],
    ['after another form feed', 'x\f= 1; '],
    ['after a text of several lines', 'x = """\n😀\n"""; '],
    ['in the second line', 'é = 1\r\n'],
    ['after a bare CR', 'é = 1\r'],
    ['after a continued line', 'é = \\\n  1; '],
  ])('%s', (_, before) => {
    const text = `${before}import größe as g\n`;
    const [found] = moduleOf(text).imports;
    expect(found && textAt(text, found.moduleAt)).toBe('größe');
  });

  test('are in the text, whatever it is', () => {
    const line = fc.constantFrom(
      'import a, é.b as 語',
      'from ..x import (y,\n z as w)',
      '@d("😀")\nasync  def run(a, *, é=1): yield a',
      'class A:\n\tdef run(self): pass',
      'x = "😀" # c',
      "y = '''\n# no\n''' # yes",
      'if x:\n  import q\nelse:\n  pass',
      '\fz = 1',
      'x = (',
      '“”',
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const text = lines.join('\n').replaceAll('\n', end);
        const reading = readPython(text);
        const spans =
          reading.kind === 'module'
            ? [
                ...reading.module.statements,
                ...reading.module.imports.flatMap((one) => [one, one.moduleAt, ...(one.names ?? [])]),
              ]
            : reading.kind === 'refused'
              ? [reading.problem]
              : [];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

test.each<[string, string, string]>([
  ['x = 1\n<<<<<<< HEAD\ny = 2\n', 'conflict', '<<<<<<< HEAD'],
  ['x = [\n=======\n]\n', 'conflict', '======='],
  ['%matplotlib inline\n', 'command', '%matplotlib inline'],
  ['  !pip install x\n', 'command', '!pip install x'],
  ['if x: print "é"\n', 'print', 'if x: print "é"'],
  ['print >>f, x, "a"\nprint x\n', 'print', 'print x'],
  ['if x:\n\ty = 1\n        z = 2\n', 'tabs', 'z = 2'],
  ['if x:\n        y = 1\n\tz = 2\n', 'tabs', 'z = 2'],
  ['def f():\n    x = 1\n  y = 2\n', 'indentation', 'y = 2'],
  ['x = 1\n  y = 2\n', 'indentation', 'y = 2'],
  ['def f():\nx = 1\n', 'indentation', 'x = 1'],
  ['x = f(1, [2)\ny = 3\n', 'bracket', '('],
  ['x = {\n  "a": 1,\ny = 2\n', 'bracket', '{'],
  ['# "\nx = "é\n', 'string', '"é'],
  ['x = """a\nb\n', 'string', '"""a'],
  ['x = “a”\n', 'character', '“'],
  ['x = 1\u00a0+ 2\n', 'character', '\u00a0'],
  ['x = 1\0\n', 'character', '\0'],
  ['return 1\n', 'misplaced', 'return'],
  ['class A:\n  yield 1\n', 'misplaced', 'yield'],
  ['def f():\n  await g()\n', 'misplaced', 'await'],
  ['if x: break\n', 'misplaced', 'break'],
  ['for x in y:\n  def f(): continue\n', 'misplaced', 'continue'],
  ['def f():\n  from x import *\n', 'misplaced', 'from'],
  ['x = 1 +\n', 'other', '+'],
  ['é = "😀"; def\n', 'other', 'f'],
])('Python refuses %j: %s', (text, kind, words) => {
  const reading = readPython(text);
  expect(reading).toMatchObject({ kind: 'refused', problem: { kind } });
  if (reading.kind === 'refused') expect(textAt(text, reading.problem)).toBe(words);
});

test.each([
  ['tabs and blanks in blocks of their own', 'if x:\n\ty = 1\n\tz = 2\nif x:\n    y = 1\n'],
  ['a tab within brackets', 'if x:\n    y = (1,\n\t2)\n'],
  ['a tab in a text', 'if x:\n    y = """\n\t"""\n'],
  ['soft keywords', 'match = type = case = _ = 1\nmatch[0]\n'],
  ['await in an asynchronous function', 'async def f():\n  await g()\n  return [await h() for x in y]\n'],
  ['nested quotes', 'f"{x["a"]}"\n'],
  ['nothing', ''],
  ['a comment alone', '# nothing'],
])('Python accepts %s', (_, text) => expect(readPython(text).kind).toBe('module'));

test.each([
  ['a template', '{% if x %}\nx = 1\n{% endif %}\n'],
  ['letters beyond the basic plane', '𝐱 = 1\n'],
  ['text that was not in UTF-8', 'caf\ufffd = 1\n'],
  ['deep nesting', `x = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`],
  ['a long sum', `x = ${'1 + '.repeat(30_000)}1\n`],
  ['more than 256 KB', `x = "${'a'.repeat(262_144)}"\n`],
])('%s is not judged', (_, text) => expect(readPython(text)).toEqual({ kind: 'unknown' }));

describe('comments', () => {
  test.each<[string, readonly string[]]>([
    ['x = "# no" # yes', [' yes']],
    ["x = '# no' # yes", [' yes']],
    ['x = """\n# no\n"""\n# yes', [' yes']],
    ['x = r"\\" # no"\n', []],
    ['x = "\\" # no"\n', []],
    ["x = 'it\n# yes", [' yes']],
    ['x = (1, # one\r\n  # two\r\n  2)', [' one', ' two']],
    ["x = '''# no", []],
    ['"""a""" # b"""c"""\n# d', [' b"""c"""', ' d']],
    ['x = "\\', []],
  ])('in %j', (text, expected) => expect(commentsIn(text).map((one) => one.text)).toEqual(expected));

  test('are alone on their line, or not', () => {
    const text = '\ufeff# a\nx = 1 # b\n\t # c\r\n';
    expect(commentsIn(text).map(({ isAlone }) => isAlone)).toEqual([true, false, true]);
  });
});

test.each([
  ['texts that are not closed', '"""\\'.repeat(40_000)],
  ['brackets', '['.repeat(200_000)],
  ['comments', '#'.repeat(200_000)],
  ['quotes', "'\n".repeat(100_000)],
  ['a long line of letters', `x = "${'é'.repeat(120_000)}"; ${'y = z; '.repeat(4000)}`],
  ['indentation', Array.from({ length: 400 }, (_, depth) => `${' \t'.repeat(depth % 7)}if x:`).join('\n')],
])('%s take no time', (_, text) => {
  const start = performance.now();
  readPython(text);
  commentsIn(text);
  expect(performance.now() - start).toBeLessThan(3000);
});
