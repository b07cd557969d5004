import { readFileSync } from 'node:fs';
import { fenced, withBlocks } from '../blocks.ts';

const EXAMPLES = { rule: 'rules/apt/upgrade.ts', report: 'src/report/compact.ts' };

/** CONTRIBUTING.md shows existing code. */
export default function contributing(): Record<string, string> {
  const blocks = Object.entries(EXAMPLES).map(([name, path]) => [
    name,
    fenced('ts', readFileSync(path, 'utf8')),
  ]);
  return { 'CONTRIBUTING.md': withBlocks('CONTRIBUTING.md', Object.fromEntries(blocks)) };
}
