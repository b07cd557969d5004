import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * A plugin for rolldown (and Vite): the pages of rules are part of the bundle, and nothing is read from disk.
 *
 *     await bundle(entries, output, [await embeddedPages()]);
 */
export async function embeddedPages() {
  const code = await pagesModule();
  return {
    name: 'embedded-pages',
    load: (id) =>
      id.replaceAll('\\', '/').endsWith('/src/session/page-file.ts') ? { code, moduleType: 'js' } : undefined,
  };
}

/** The JavaScript that takes the place of `src/session/page-file.ts`. */
async function pagesModule() {
  const folder = join(root, 'rules');
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.md')).sort();
  const pages = await Promise.all(
    files.map(async (path) => [
      path.replaceAll('\\', '/').slice(0, -3),
      await readFile(join(folder, path), 'utf8'),
    ]),
  );
  return `const pages = new Map(${JSON.stringify(pages)});\nexport const readPage = (id) => pages.get(id);\n`;
}
