import { defineRule } from 'azml-lint';
import { entryFunction } from 'azml-lint/facts';

export default defineRule({
  id: 'entry-script/never-awaited',
  title: 'init() or run() of the entry script is a coroutine or a generator',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    asyncInit:
      'The server calls `init()` and does not await it: nothing in it is ever executed, and no error says so. Write `def`, `import asyncio`, and ' +
      '`asyncio.run(…)` for what must be awaited.',
    asyncRun:
      'The server calls `run()` and does not await it, so each request is answered with status 500. Write `def`, `import asyncio`, and ' +
      '`asyncio.run(…)` for what must be awaited.',
    yieldInit:
      'A function with `yield` is a generator: nothing in `init()` is ever executed, and no error says so. Write `return`, or ' +
      'move what yields into a function of its own.',
    yieldRun:
      'A function with `yield` is a generator, which the server cannot send: each request is answered with status 500. Write ' +
      '`return` with all of the answer.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const related = file.uses.map(({ at }) => ({ at, message: 'named' as const }));
    for (const name of ['init', 'run'] as const) {
      const found = entryFunction(file, name);
      if (found?.async)
        report({ at: found.async, message: name === 'init' ? 'asyncInit' : 'asyncRun', related });
      else if (found?.yield)
        report({ at: found.yield, message: name === 'init' ? 'yieldInit' : 'yieldRun', related });
    }
  },
});
