import { readFileSync } from 'node:fs';
import { fenced, withBlocks } from '../blocks.ts';

const EXAMPLES = { rule: 'rules/apt/upgrade.ts', report: 'src/report/compact.ts' };

/** The code that CONTRIBUTING.md shows is code that there is. */
export default function contributing(): Record<string, string> {
  const blocks = Object.entries(EXAMPLES).map(([name, path]) => [
    name,
    fenced('ts', readFileSync(path, 'utf8')),
  ]);
  return { 'CONTRIBUTING.md': withBlocks('CONTRIBUTING.md', Object.fromEntries(blocks)) };
}
