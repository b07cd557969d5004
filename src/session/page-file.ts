import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The page of a built-in rule as Markdown, from the package on disk. A program of a single file has its pages inside:
 * its build replaces this module (`scripts/build/embedded-pages.mjs`).
 */
export function readPage(id: string): string | undefined {
  // The package resolves itself by its name, both from its sources and from its bundle.
  const root = dirname(createRequire(import.meta.url).resolve('azml-lint/package.json'));
  try {
    return readFileSync(join(root, 'rules', `${id}.md`), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
