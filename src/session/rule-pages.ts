import type { Pages } from '../report/sarif.ts';
import type { AnyRule } from '../rule/settings.ts';
import { readPage } from './page-file.ts';

/** The page of a built-in rule as Markdown. The links of findings lead to the same file. */
export { readPage };

/** The pages of built-in rules. Rules of plugins have none. */
export function readPages(rules: readonly AnyRule[]): Pages {
  const pages = rules.map(({ id }) => [id, readPage(id)] as const);
  return Object.fromEntries(pages.filter((page): page is [string, string] => page[1] !== undefined));
}
