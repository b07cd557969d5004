/**
 * What the rules say of entry scripts, and what the inference server itself does with them (azureml-inference-server-http 1.5.1).
 *
 * The verdicts were the server's on 2026-11-26. They are taken from it again where AZML_LINT_INFERENCE_PYTHON names a Python that has
 * it: `python -m venv v && v/bin/pip install azureml-inference-server-http==1.5.1`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, lint } from '../src/index.ts';

/** What becomes of a script: see verdicts.py. */
type Verdict = 'served' | 'boot' | 'init' | '500';

interface EntryScript {
  readonly name: string;
  readonly verdict: Verdict;
  /** The only rule that reports something. */
  readonly rule?: string;
  /** Why no rule does, though the script does not serve. */
  readonly silent?: string;
  readonly script: string;
}

const INIT = `def init():
    import os
    open(os.environ["INIT_MARKER"], "w").close()


`;
const RUN = `def run(data):
    return data
`;
const SCHEMA = `from inference_schema.schema_decorators import input_schema, output_schema
from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType as P
`;
const RAW = `from azureml_inference_server_http.api.aml_request import rawhttp
`;

const scripts: readonly EntryScript[] = [
  { name: 'ok', verdict: 'served', script: `${INIT}${RUN}` },
  { name: 'no init', verdict: 'boot', rule: 'no-init-run', script: RUN },
  { name: 'no run', verdict: 'boot', rule: 'no-init-run', script: INIT },
  {
    name: 'main guard',
    verdict: 'boot',
    rule: 'no-init-run',
    script: `${INIT}if __name__ == "__main__":
    def run(data):
        return data
`,
  },
  {
    name: 'import run',
    verdict: 'boot',
    silent: 'another module is not looked into',
    script: `${INIT}from operator import not_ as run
`,
  },
  {
    name: 'lambda',
    verdict: 'served',
    script: `${INIT}run = lambda data: data
`,
  },
  {
    name: 'lambda args',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}run = lambda *data: data
`,
  },
  {
    name: 'partial',
    verdict: 'served',
    script: `${INIT}import functools
def f(a, data):
    return data
run = functools.partial(f, 1)
`,
  },
  {
    name: 'partial kw',
    verdict: 'served',
    script: `${INIT}import functools
def f(data, a):
    return data
run = functools.partial(f, a=1)
`,
  },
  {
    name: 'callable',
    verdict: 'served',
    script: `${INIT}class S:
    def __call__(self, data):
        return 1
run = S()
`,
  },
  {
    name: 'no param',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run():
    return 1
`,
  },
  {
    name: 'headers only',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(request_headers):
    return 1
`,
  },
  {
    name: 'headers first',
    verdict: 'served',
    script: `${INIT}def run(request_headers, data):
    return data
`,
  },
  {
    name: 'args',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(*data):
    return 1
`,
  },
  {
    name: 'data, args',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(data, *args):
    return 1
`,
  },
  {
    name: 'kwargs',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(data, **kwargs):
    return 1
`,
  },
  {
    name: 'positional',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(data, /):
    return 1
`,
  },
  {
    name: 'kwonly',
    verdict: 'served',
    script: `${INIT}def run(*, data):
    return data
`,
  },
  {
    name: 'two',
    verdict: '500',
    rule: 'run-signature',
    script: `${INIT}def run(data, other):
    return data
`,
  },
  {
    name: 'two default',
    verdict: 'served',
    script: `${INIT}def run(data, other=None):
    return data
`,
  },
  {
    name: 'kwonly required',
    verdict: '500',
    rule: 'run-signature',
    script: `${INIT}def run(data=None, *, other):
    return data
`,
  },
  {
    name: 'two schema',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@input_schema("data", P(1))
@input_schema("other", P(2))
def run(data, other):
    return data
`,
  },
  {
    name: 'two, one schema',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@input_schema("data", P(1))
def run(data, other):
    return data
`,
  },
  {
    name: 'schema unknown',
    verdict: '500',
    rule: 'run-signature',
    script: `${SCHEMA}${INIT}@input_schema("x", P(1))
${RUN}`,
  },
  {
    name: 'schema kw',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@input_schema(param_name="data", param_type=P(1))
${RUN}`,
  },
  {
    name: 'schema headers',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@input_schema("request_headers", P({}))
def run(data, request_headers):
    return data
`,
  },
  {
    name: 'output only',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@output_schema(P(1))
${RUN}`,
  },
  {
    name: 'output only two',
    verdict: 'served',
    script: `${SCHEMA}${INIT}@output_schema(P(1))
def run(data, other):
    return data
`,
  },
  {
    name: 'raw',
    verdict: 'served',
    script: `${RAW}${INIT}@rawhttp
def run(request):
    return 1
`,
  },
  {
    name: 'raw two',
    verdict: '500',
    rule: 'run-signature',
    script: `${RAW}${INIT}@rawhttp
def run(request, other):
    return 1
`,
  },
  {
    name: 'raw schema',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${RAW}${SCHEMA}${INIT}@rawhttp
@input_schema("data", P(1))
${RUN}`,
  },
  {
    name: 'schema raw',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${RAW}${SCHEMA}${INIT}@input_schema("data", P(1))
@rawhttp
${RUN}`,
  },
  {
    name: 'raw output',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${RAW}${SCHEMA}${INIT}@rawhttp
@output_schema(P(1))
${RUN}`,
  },
  {
    name: 'wraps',
    verdict: 'served',
    script: `${INIT}import functools
def deco(f):
    @functools.wraps(f)
    def g(*a, **k):
        return f(*a, **k)
    return g
@deco
${RUN}`,
  },
  {
    name: 'plain wrapper',
    verdict: 'boot',
    silent: 'a decorator may make anything of a function',
    script: `${INIT}def deco(f):
    def g(*a, **k):
        return f(*a, **k)
    return g
@deco
${RUN}`,
  },
  { name: 'async run', verdict: '500', rule: 'never-awaited', script: `${INIT}async ${RUN}` },
  {
    name: 'async schema',
    verdict: '500',
    rule: 'never-awaited',
    script: `${SCHEMA}${INIT}@input_schema("data", P(1))
async ${RUN}`,
  },
  {
    name: 'async raw',
    verdict: '500',
    rule: 'never-awaited',
    script: `${RAW}${INIT}@rawhttp
async ${RUN}`,
  },
  { name: 'async init', verdict: 'init', rule: 'never-awaited', script: `async ${INIT}${RUN}` },
  {
    name: 'yield init',
    verdict: 'init',
    rule: 'never-awaited',
    script: `def init():
    import os
    open(os.environ["INIT_MARKER"], "w").close()
    yield


${RUN}`,
  },
  {
    name: 'yield run',
    verdict: '500',
    rule: 'never-awaited',
    script: `${INIT}def run(data):
    yield data
`,
  },
  {
    name: 'yield raw',
    verdict: '500',
    rule: 'never-awaited',
    script: `${RAW}${INIT}@rawhttp
def run(data):
    yield "a"
`,
  },
  {
    name: 'yield schema',
    verdict: '500',
    rule: 'never-awaited',
    script: `${SCHEMA}${INIT}@input_schema("data", P(1))
def run(data):
    yield data
`,
  },
  {
    name: 'yield lambda',
    verdict: '500',
    rule: 'never-awaited',
    script: `${INIT}run = lambda data: (yield data)
`,
  },
  {
    name: 'nested yield',
    verdict: 'served',
    script: `${INIT}def run(data):
    def g():
        yield data
    return list(g())
`,
  },
  {
    name: 'genexp',
    verdict: '500',
    silent: 'an answer is not looked into',
    script: `${INIT}def run(data):
    return (x for x in data)
`,
  },
  {
    name: 'init param',
    verdict: 'boot',
    rule: 'init-signature',
    script: `def init(x):
    pass
${RUN}`,
  },
  {
    name: 'init default',
    verdict: 'served',
    script: `def init(x=1):
    import os
    open(os.environ["INIT_MARKER"], "w").close()


${RUN}`,
  },
  {
    name: 'init args',
    verdict: 'served',
    script: `def init(*a, **k):
    import os
    open(os.environ["INIT_MARKER"], "w").close()


${RUN}`,
  },
  {
    name: 'init kwonly',
    verdict: 'boot',
    rule: 'init-signature',
    script: `def init(*, a):
    import os
    open(os.environ["INIT_MARKER"], "w").close()


${RUN}`,
  },
  {
    name: 'contrib from',
    verdict: 'served',
    script: `from azureml.contrib.services.aml_request import rawhttp
${INIT}@rawhttp
def run(data):
    return 1
`,
  },
  {
    name: 'contrib star',
    verdict: 'served',
    script: `from azureml.contrib.services.aml_request import *
${INIT}@rawhttp
def run(data):
    return 1
`,
  },
  {
    name: 'contrib import',
    verdict: 'boot',
    rule: 'removed-import',
    script: `import azureml.contrib.services.aml_request
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'contrib import as',
    verdict: 'boot',
    rule: 'removed-import',
    script: `import azureml.contrib.services.aml_request as r
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'contrib from pkg',
    verdict: 'boot',
    rule: 'removed-import',
    script: `from azureml.contrib.services import aml_request
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'contrib from contrib',
    verdict: 'boot',
    silent: 'no script has it',
    script: `from azureml.contrib import services
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'contrib other',
    verdict: 'boot',
    silent: 'such a module never was',
    script: `from azureml.contrib.services.other import x
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'contrib try',
    verdict: 'served',
    script: `try:
    from azureml.contrib.services import aml_request
except ImportError:
    aml_request = None
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'api as',
    verdict: 'served',
    script: `import azureml_inference_server_http.api.aml_request as r
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'api from',
    verdict: 'served',
    script: `from azureml_inference_server_http.api import aml_request, aml_response
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'relative',
    verdict: 'boot',
    rule: 'import-not-found',
    script: `from .helper import A
${INIT}def run(data):
    return 1
`,
  },
  { name: 'bom crlf', verdict: 'served', script: `\ufeff${(INIT + RUN).replaceAll('\n', '\r\n')}` },
  {
    name: 'formfeed',
    verdict: 'served',
    script: `${INIT}\fdef run(data):
    return 1
`,
  },
  {
    name: 'tabs',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}def run(data):
\tx = 1
        return x
`,
  },
  {
    name: 'return',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}def run(data):
    return 1
return 2
`,
  },
  {
    name: 'print',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}def run(data):
    print "a"
`,
  },
  {
    name: 'getattr',
    verdict: 'served',
    script: `${INIT}def __getattr__(name):
    return lambda data: data
`,
  },
  {
    name: 'globals',
    verdict: 'served',
    script: `${INIT}globals()["run"] = lambda data: data
`,
  },
  {
    name: 'del',
    verdict: 'boot',
    rule: 'no-init-run',
    script: `${INIT}def run(data):
    return 1
del run
`,
  },
  {
    name: 'annotated',
    verdict: 'boot',
    rule: 'no-init-run',
    script: `${INIT}run: object
`,
  },
  {
    name: 'class run',
    verdict: '500',
    silent: 'a class is not looked into',
    script: `${INIT}class run:
    def __init__(self, data):
        pass
`,
  },
  {
    name: 'method',
    verdict: 'boot',
    rule: 'no-init-run',
    script: `${INIT}class A:
    def run(self, data):
        pass
`,
  },
  {
    name: 'global run',
    verdict: 'boot',
    silent: 'a function may be called',
    script: `def init():
    import os
    global run
    run = lambda data: data
    open(os.environ["INIT_MARKER"], "w").close()


`,
  },
  {
    name: 'run none',
    verdict: 'boot',
    silent: 'a value is not looked into',
    script: `${INIT}run = None
`,
  },
  {
    name: 'none init',
    verdict: 'boot',
    silent: 'a value is not looked into',
    script: `init = None
def run(data):
    return 1
`,
  },
  {
    name: 'reassigned async',
    verdict: 'served',
    script: `import asyncio, functools
${INIT}async def predict(data):
    return 1
def run(data):
    return asyncio.run(predict(data))
`,
  },
  {
    name: 'alias',
    verdict: '500',
    rule: 'run-signature',
    script: `${INIT}def predict(data, other):
    return 1
run = predict
`,
  },
  {
    name: 'walrus',
    verdict: 'served',
    script: `${INIT}(run := lambda data: 1)
`,
  },
  {
    name: 'match',
    verdict: 'served',
    script: `match = {"case": 1}
type = match["case"]
_ = print(match, type)
${INIT}def run(raw_data):
    match raw_data:
        case str() | None:
            return None
`,
  },
  {
    name: 'TYPE_CHECKING',
    verdict: 'served',
    script: `from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from .x import y
${INIT}def run(data):
    return 1
`,
  },
  {
    name: 'await top',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}def run(data):
    return 1
await x
`,
  },
  {
    name: 'dup args',
    verdict: 'boot',
    rule: 'run-signature',
    script: `${INIT}def run(data, data):
    return 1
`,
  },
  {
    name: 'octal',
    verdict: 'boot',
    silent: 'the parser accepts it',
    script: `${INIT}x = 08
def run(data):
    return 1
`,
  },
  {
    name: 'star in func',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}def run(data):
    from os import *
    return 1
`,
  },
  {
    name: 'future late',
    verdict: 'boot',
    silent: 'the parser accepts it',
    script: `${INIT}def run(data):
    return 1
from __future__ import annotations
`,
  },
  {
    name: 'nonlocal',
    verdict: 'boot',
    rule: 'syntax-error',
    script: `${INIT}nonlocal x
def run(data):
    return 1
`,
  },
];

const DOCKERFILE = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const HELPER = 'A = 1\n';

/** The rules that report something in the script. */
function rulesFor(script: string): readonly string[] {
  const files = filesOf({ Dockerfile: DOCKERFILE, 'app/score.py': script, 'app/helper.py': HELPER });
  const { others } = lint(DOCKERFILE, { path: 'Dockerfile', files });
  return others
    .filter(({ source }) => source.path === 'app/score.py')
    .flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

test.each(scripts)('$name: $verdict', ({ rule, silent, verdict, script }) => {
  expect(rulesFor(script)).toEqual(rule === undefined ? [] : [`entry-script/${rule}`]);
  // What does not serve is told, or there is a reason not to; what serves never is.
  expect(verdict !== 'served').toBe(rule !== undefined || silent !== undefined);
});

const python = process.env.AZML_LINT_INFERENCE_PYTHON;

test.runIf(python !== undefined)('the server itself says the same, where it is installed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-scripts-'));
  try {
    const cases = scripts.map(({ script }, index) => {
      const root = join(directory, String(index));
      mkdirSync(root);
      writeFileSync(join(root, 'score.py'), script);
      writeFileSync(join(root, 'helper.py'), HELPER);
      return { root, script: 'score.py' };
    });
    const verdicts = join(import.meta.dirname, 'entry-scripts/verdicts.py');
    const { stdout, stderr } = spawnSync(python!, [verdicts], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
    });
    expect(stdout, stderr).not.toBe('');
    const found = JSON.parse(stdout) as readonly string[];
    expect(scripts.map(({ name }, index) => [name, found[index]])).toEqual(
      scripts.map(({ name, verdict }) => [name, verdict]),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
