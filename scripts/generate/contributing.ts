import { readFileSync } from 'node:fs';
import { fenced, withBlocks } from '../blocks.ts';

const EXAMPLE = 'rules/apt/upgrade.ts';

/** The rule that CONTRIBUTING.md shows is one that there is. */
export default function contributing(): Record<string, string> {
  const rule = fenced('ts', readFileSync(EXAMPLE, 'utf8'));
  return { 'CONTRIBUTING.md': withBlocks('CONTRIBUTING.md', { rule }) };
}
