// Runs the tests of one rule: its page, and its edge cases in test/rules/GROUP/NAME.cases.ts. `npm run test:rule group/name`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const [id, ...options] = process.argv.slice(2);
if (id === undefined || !existsSync(join(root, `rules/${id}.ts`))) {
  console.error(id === undefined ? 'usage: npm run test:rule group/name' : `there is no rules/${id}.ts`);
  process.exit(2);
}
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const hasEdgeCases = existsSync(join(root, `test/rules/${id}.cases.ts`));
const files = ['test/pages.test.ts', ...(hasEdgeCases ? ['test/rules.test.ts'] : [])];
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--project',
    'sources',
    ...files,
    '--testNamePattern',
    `\\b${id}\\b`,
    '--hideSkippedTests',
    ...options,
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
