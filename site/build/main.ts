/** Makes the pages of the site. `../build.mjs` calls it, and makes the scripts that the pages load. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.generated.ts';
import { isFileHost } from '../../src/rule/links.ts';
import { groupOf } from '../../src/rule/names.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { homepage, version } from '../../src/version.ts';
import { hashOf, type PlaygroundState } from '../client/playground/state.ts';
import type { SearchEntry } from '../client/search-entry.ts';
import { home } from './home.ts';
import { type Html, html, raw } from './html.ts';
import { layout, type Page, type Site } from './layout.ts';
import { codeBlock, type Rendered, render } from './markdown.ts';
import { type NavigationGroup, navigationOf } from './navigation.ts';
import { playgroundPage } from './playground-page.ts';
import { ruleFacts } from './rule-facts.ts';
import { ruleIndex, rulesByGroup } from './rule-index.ts';
import { type RulePage, rulePage } from './rule-page.ts';
import { pageEntries, ruleEntry } from './search.ts';
import { readSources, relativeUrl, type Source, type Sources } from './sources.ts';

/** An example of the playground's menu. */
export interface MenuExample {
  readonly group: string;
  readonly name: string;
  readonly hash: string;
}

/** All files of the site that are text, by path, and the data that scripts import. */
export interface Built {
  readonly files: ReadonlyMap<string, string>;
  /** Paths of images, the same in the repository and on the site. */
  readonly images: readonly string[];
  readonly search: readonly SearchEntry[];
  readonly examples: readonly MenuExample[];
}

/** @param published the home page of the project: where the site is, if that is no host of files */
export default async function site(root: string, published = homepage): Promise<Built> {
  const sources = readSources(root);
  const publication: Site = {
    version,
    base: isFileHost(published) ? undefined : `${published.replace(/\/+$/, '')}/`,
  };
  const pages = await Promise.all(
    rules.map((rule) => rulePage(rule, sources.byPath.get(`rules/${rule.id}.md`)!, sources, rules)),
  );
  const documents = documentsOf(sources);
  const all = [
    ...documents.map(({ page }) => page),
    ...pages.map((page) => pageOfRule(page, rules)),
    pageOfPlayground(),
  ];
  const files = new Map(all.map((page) => [`${page.url}index.html`, layout(page, publication)]));
  for (const name of readdirSync(join(root, 'schema')))
    files.set(`schema/${name}`, readFileSync(join(root, 'schema', name), 'utf8'));
  if (publication.base !== undefined) {
    files.set('404.html', layout(pageOfNothing(publication.base), publication));
    files.set('sitemap.txt', all.map(({ url }) => `${publication.base}${url}\n`).join(''));
  }
  return {
    files,
    images: [...sources.images],
    search: [
      ...pages.map(ruleEntry),
      ...documents.flatMap(({ page, rendered }) => pageEntries(page.url, rendered)),
    ],
    examples: [await scoringExample(root), ...pages.flatMap(menuExamples)],
  };
}

interface Document {
  readonly page: Page;
  readonly rendered: Rendered;
}

/** All pages but those of rules. */
function documentsOf(sources: Sources): readonly Document[] {
  const navigation = navigationOf(sources);
  return [...sources.byPath.values()]
    .filter(({ path }) => !path.startsWith('rules/'))
    .map((source) => {
      if (source.path === 'README.md') return pageOfHome(source, sources);
      if (source.path === 'docs/rules.md') return pageOfIndex(source, sources);
      const rendered = withFiles(render(source, sources), source, sources);
      const page = {
        url: source.url,
        title: rendered.title,
        description: rendered.summary,
        main: article(rendered, html``),
        side: documentsSide(navigation, source),
        sections: rendered.sections,
        area: 'docs',
      };
      return { page, rendered };
    });
}

function pageOfHome(source: Source, sources: Sources): Document {
  const rendered = home(source, sources);
  const page = {
    url: '',
    title: rendered.title,
    description: rendered.summary,
    main: rendered.main,
    area: 'home',
  };
  return { page, rendered };
}

function pageOfIndex(source: Source, sources: Sources): Document {
  const rendered = ruleIndex(source, sources, rules);
  const page = {
    url: source.url,
    title: rendered.title,
    description: `The ${rules.length} rules of azml-lint, with their levels and fixes.`,
    main: article(rendered, html``),
    side: rulesSide(source.url, undefined),
    area: 'rules',
    scripts: ['rule-filter.js'],
  };
  return { page, rendered };
}

function pageOfRule({ rule, source, rendered }: RulePage, rules: readonly AnyRule[]): Page {
  return {
    url: source.url,
    title: rule.id,
    description: `${rule.title.replaceAll('`', '')}. ${rendered.summary}`,
    main: article(rendered, ruleFacts(rule, source)),
    side: rulesSide(source.url, rule, rules),
    sections: rendered.sections,
    area: 'rules',
  };
}

function pageOfPlayground(): Page {
  return {
    url: 'playground/',
    title: 'Playground',
    description: 'Lint and fix a Dockerfile, with the files around it, in the browser.',
    main: playgroundPage(),
    area: 'playground',
    scripts: ['playground.js'],
    styles: ['playground.css'],
  };
}

/** What hosts such as GitHub Pages show for an address that nothing is at, such as that of a rule that has another name now. */
function pageOfNothing(base: string): Page {
  const main = html`<article class="prose"><h1>There is no such page</h1>
<p>Perhaps a rule has another name now: <a href="${base}rules/">all rules</a>, or <a href="${base}">begin at the home page</a>.</p></article>`;
  return {
    url: '404.html',
    title: 'Not found',
    description: 'There is no such page.',
    main,
    area: 'docs',
    isAnywhere: true,
  };
}

function article({ title, body }: Rendered, facts: Html): Html {
  return html`<article class="prose"><h1>${title}</h1>${facts}${raw(body)}</article>`;
}

/** The page of an example also shows its files. */
function withFiles(rendered: Rendered, { path }: Source, { root }: Sources): Rendered {
  if (!path.startsWith('examples/')) return rendered;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const blocks = Object.entries(filesIn(join(root, folder))).map(([name, text]) =>
    codeBlock(text, `${languages[name.slice(name.lastIndexOf('.') + 1)] ?? name.toLowerCase()} ${name}`),
  );
  return { ...rendered, body: `${rendered.body}<h2 id="files">Files</h2>${blocks.join('')}` };
}

const languages: Readonly<Record<string, string>> = {
  js: 'js',
  json: 'json',
  ts: 'ts',
  py: 'python',
  yml: 'yaml',
};

/** The texts of a folder by path, without what is installed. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !/(?:^|\/)(?:node_modules|README\.md|package-lock\.json|__pycache__)/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function documentsSide(navigation: readonly NavigationGroup[], { url }: Source): Html {
  return html`<nav aria-label="Documentation">${navigation.map(
    ({ title, pages }) =>
      html`<h2>${title}</h2><ul>${pages.map((page) => sideLink(url, page.url, titleOf(page)))}</ul>`,
  )}</nav>`;
}

/** The heading of a page. */
function titleOf({ text }: Source): string {
  return /^# (.*)$/m.exec(text)![1]!.replaceAll('`', '');
}

function rulesSide(url: string, open: AnyRule | undefined, all: readonly AnyRule[] = rules): Html {
  return html`<nav aria-label="Rules"><p><a href="${relativeUrl(url, 'rules/')}"${raw(open ? '' : ' aria-current="page"')}>All rules</a></p>${[
    ...rulesByGroup(all),
  ].map(
    ([group, own]) =>
      html`<details${raw(open !== undefined && groupOf(open.id) === group ? ' open' : '')}><summary>${group} <span class="count">${own.length}</span></summary><ul>${own.map(
        ({ id }) => sideLink(url, `rules/${id}/`, id.slice(group.length + 1)),
      )}</ul></details>`,
  )}</nav>`;
}

function sideLink(from: string, to: string, text: string): Html {
  return html`<li><a href="${relativeUrl(from, to)}"${raw(from === to ? ' aria-current="page"' : '')}>${text}</a></li>`;
}

/** What README shows. */
async function scoringExample(root: string): Promise<MenuExample> {
  const files = Object.entries(filesIn(join(root, 'examples/scoring')));
  const first = files.filter(([path]) => path === 'Dockerfile');
  const others = files.filter(([path]) => path !== 'Dockerfile');
  const state: PlaygroundState = { files: [...first, ...others], config: '', now: '', whole: true };
  return { group: 'Projects', name: 'A deployment that does not start', hash: (await hashOf(state))! };
}

/** The first example of a rule, and the others by number. */
function menuExamples({ rule, examples }: RulePage): readonly MenuExample[] {
  return examples.map(({ hash }, index) => ({
    group: groupOf(rule.id),
    name: index === 0 ? rule.id : `${rule.id}, ${index + 1}`,
    hash,
  }));
}
