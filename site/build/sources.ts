/** What the site is made of: the Markdown of the repository, and where each page of it is on the site. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A page of Markdown. */
export interface Source {
  /** From the root of the repository: `docs/baseline.md`. */
  readonly path: string;
  /** From the root of the site, with a slash at the end: `docs/baseline/`; empty for the home page. */
  readonly url: string;
  readonly text: string;
}

export interface Sources {
  readonly root: string;
  readonly byPath: ReadonlyMap<string, Source>;
  /** The images that pages show, as they come up: files that the site has at the same path. */
  readonly images: Set<string>;
}

/** Pages that have another place than their path says. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md': '',
  'docs/rules.md': 'rules/',
  'CHANGELOG.md': 'changelog/',
  'CONTRIBUTING.md': 'contributing/',
};

export function readSources(root: string): Sources {
  const paths = [
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    ...markdownIn(root, 'docs'),
    ...markdownIn(root, 'rules'),
    ...markdownIn(root, 'examples').filter((path) => path.endsWith('/README.md')),
  ];
  const sources = paths.map((path) => ({
    path,
    url: elsewhere[path] ?? `${path.replace(/(?:\/README)?\.md$/, '')}/`,
    text: readFileSync(join(root, path), 'utf8'),
  }));
  return { root, byPath: new Map(sources.map((source) => [source.path, source])), images: new Set() };
}

/** What a link in a page leads to. */
export type Target =
  | { readonly kind: 'page'; readonly url: string; readonly hash: string }
  | { readonly kind: 'file'; readonly url: string }
  /** It is in the repository, but not on the site. */
  | { readonly kind: 'elsewhere' };

/** Finds what a relative link leads to. Throws if it is not there. */
export function targetOf({ root, byPath }: Sources, from: string, link: string): Target {
  const [, file = '', hash = ''] = /^([^#]*)(.*)$/.exec(decodeURI(link))!;
  const path = file === '' ? from : posix.join(posix.dirname(from), file).replace(/\/$/, '');
  const page = byPath.get(path) ?? byPath.get(`${path}/README.md`);
  if (page !== undefined) return { kind: 'page', url: page.url, hash };
  if (/^schema\/[^/]+\.json$/.test(path)) return { kind: 'file', url: path };
  if (existsSync(join(root, path))) return { kind: 'elsewhere' };
  throw new Error(`${from}: the link ${link} leads nowhere`);
}

/** Finds the image that a page shows, as that page names it on the site. Throws if it is not there. */
export function imageUrl({ root, images }: Sources, { path, url }: Source, link: string): string {
  const image = posix.join(posix.dirname(path), decodeURI(link));
  if (!existsSync(join(root, image))) throw new Error(`${path}: there is no image ${link}`);
  images.add(image);
  return relativeUrl(url, image);
}

/** The address of one page, or file, of the site as another page names it. */
export function relativeUrl(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1)}${to}` || './';
}

function markdownIn(root: string, directory: string): readonly string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(directory, name.replaceAll('\\', '/')))
    .filter(
      (path) =>
        path.endsWith('.md') && !path.includes('node_modules/') && statSync(join(root, path)).isFile(),
    )
    .sort();
}
