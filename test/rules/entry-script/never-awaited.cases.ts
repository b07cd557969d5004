import rule from '../../../rules/entry-script/never-awaited.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { loaded } from './projects.ts';

const INIT = 'def init():\n    pass\n';

testEdgeCases(rule, {
  valid: [
    loaded(
      `${INIT}async def predict(data):\n    return data\ndef run(data):\n    return asyncio.run(predict(data))\n`,
    ),
    loaded(`${INIT}@synchronous\nasync def run(data):\n    return data\n`),
    loaded(`${INIT}async def run(data):\n    return data\nrun = synchronous(run)\n`),
    loaded(`${INIT}@contextlib.contextmanager\ndef run(data):\n    yield data\n`),
    loaded(`${INIT}class A:\n    async def run(self, data):\n        return data\nrun = A()\n`),
    loaded(`${INIT}def run(mini_batch):\n    for one in mini_batch:\n        yield one\n`),
    loaded(`${INIT}def run(data):\n    async def inner():\n        yield data\n    return 1\n`),
  ],
  invalid: [
    loaded(`${INIT}async def run(data):\n#^^^^ asyncRun\n    yield data\n`),
    loaded(
      `from inference_schema.schema_decorators import input_schema\n${INIT}@input_schema("data", A)\nasync def run(data):\n#^^^^ asyncRun\n    return data\n`,
    ),
    loaded(
      `async def init():\n#^^^^ asyncInit\n    pass\nasync def run(data):\n#^^^^ asyncRun\n    return data\n`,
    ),
    loaded(`${INIT}def run(data):\n    rows = yield from data\n#          ^^^^^ yieldRun\n`),
  ],
});
