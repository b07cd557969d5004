import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Pages } from '../report/sarif.ts';
import type { AnyRule } from '../rule/settings.ts';

/** The pages of built-in rules. Rules of plugins have none. */
export function readPages(rules: readonly AnyRule[]): Pages {
  const pages = rules.map(({ id }) => [id, readPage(id)] as const);
  return Object.fromEntries(pages.filter((page): page is [string, string] => page[1] !== undefined));
}

/** The page of a built-in rule as Markdown. The links of findings lead to the same file. */
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
