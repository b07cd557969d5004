import { dockerfileFiles } from '../../src/kinds/dockerfile/names.ts';
import { fenced, withBlocks } from '../blocks.ts';
import { installedHook, offeredHooks } from '../hooks.ts';

/** The files that repeat the names of linted files: the hooks of pre-commit, and the pages about them. */
export default function names(): Record<string, string> {
  const hook = fenced('yaml .pre-commit-config.yaml', installedHook());
  return {
    '.pre-commit-hooks.yaml': `# Made by \`npm run generate\` from the names of src/kinds/.\n${offeredHooks()}`,
    'docs/ci.md': withBlocks('docs/ci.md', { 'pre-commit': hook }),
    'docs/command-line.md': withBlocks('docs/command-line.md', { names: nameTable() }),
  };
}

function nameTable(): string {
  const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
  const { found, notFound } = dockerfileFiles.examples;
  return `\n| | |\n|---|---|\n| found | ${list(found)} |\n| not found | ${list(notFound)} |\n\n`;
}
