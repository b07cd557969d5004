/** The frame of every page. */
import { type Html, html, raw } from './html.ts';
import { icons } from './icons.ts';
import type { Section } from './markdown.ts';
import { relativeUrl } from './sources.ts';

export interface Page {
  readonly url: string;
  readonly title: string;
  /** For search engines and previews. */
  readonly description: string;
  /** What is in the middle. */
  readonly main: Html;
  /** What is on the left. */
  readonly side?: Html;
  /** The headings of the page, on the right. */
  readonly sections?: readonly Section[];
  /** `home`, `docs`, `rules`, `playground`. */
  readonly area: string;
  /** Scripts of this page besides those of all. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** It is shown at any address, so that relative links would lead nowhere. */
  readonly isAnywhere?: boolean;
}

export interface Site {
  readonly version: string;
  /** Where it is published, with a slash at the end; `undefined` while `homepage` names a host of files. */
  readonly base: string | undefined;
}

/**
 * What a page may load: its own files, and nothing else. Nothing that is typed can leave the page, because it may not connect
 * to anything.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  // Chromium puts a style on what is typed over a selection.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function layout(page: Page, { version, base }: Site): string {
  const { url, title, area, scripts = [], styles = [] } = page;
  const description = shortened(page.description);
  const to = (target: string) => (page.isAnywhere ? `${base}${target}` : relativeUrl(url, target));
  const full =
    title === 'azml-lint' ? 'azml-lint: Dockerfiles for Azure Machine Learning' : `${title} · azml-lint`;
  return html`<!doctype html>
<html lang="en" data-root="${to('')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${full}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta property="og:type" content="website">
<meta property="og:site_name" content="azml-lint">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${
  base !== undefined &&
  !page.isAnywhere &&
  html`<link rel="canonical" href="${base + url}">
<meta property="og:url" content="${base + url}">`
}
<link rel="icon" href="${to('assets/icon.svg')}" type="image/svg+xml">
<script src="${to('assets/theme.js')}"></script>
<link rel="stylesheet" href="${to('assets/site.css')}">
${styles.map((name) => html`<link rel="stylesheet" href="${to(`assets/${name}`)}">`)}
<script type="module" src="${to('assets/site.js')}"></script>
${scripts.map((name) => html`<script type="module" src="${to(`assets/${name}`)}"></script>`)}
</head>
<body class="${area}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
  <button type="button" class="icon menu" aria-label="Menu" aria-expanded="false" aria-controls="side" hidden>${icons.menu}</button>
  <a class="brand" href="${to('')}">${icons.logo}<span>azml-lint</span></a>
  <nav aria-label="Main">
    ${link('docs', 'Docs', to('docs/command-line/'), area)}
    ${link('rules', 'Rules', to('rules/'), area)}
    ${link('playground', 'Playground', to('playground/'), area)}
  </nav>
  <button type="button" class="search" hidden>${icons.search}<span>Search</span><kbd>/</kbd></button>
  <button type="button" class="icon theme" aria-label="Dark or light" hidden>${icons.theme}</button>
</header>
<div class="frame">
${page.side && html`<aside class="side" id="side" aria-label="Pages">${page.side}</aside>`}
<main id="main" tabindex="-1">${page.main}</main>
${page.sections && contents(page.sections)}
</div>
<footer class="bottom"><p>azml-lint ${version} · MIT · No cookies, no tracking, nothing from elsewhere.</p></footer>
<dialog class="search-dialog" aria-label="Search">
  <form method="dialog"><label>${icons.search}<input type="search" placeholder="A rule, DL3009, words…" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="true" aria-controls="search-results" aria-label="Search rules and pages"></label><button class="close" value="">Esc</button></form>
  <ul id="search-results" role="listbox" aria-label="Results"></ul>
  <p class="none" hidden>Nothing is found.</p>
</dialog>
</body>
</html>
`.text;
}

function link(own: string, text: string, href: string, area: string): Html {
  return html`<a href="${href}"${raw(own === area ? ' aria-current="true"' : '')}>${text}</a>`;
}

/** The headings of a page. */
function contents(sections: readonly Section[]): Html | undefined {
  const listed = sections.filter(({ level }) => level === 2 || level === 3);
  const shown = listed.length > 40 ? listed.filter(({ level }) => level === 2) : listed;
  if (shown.length < 2) return undefined;
  return html`<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${shown.map(
    (section) =>
      html`<li class="level-${section.level}"><a href="#${section.slug}">${raw(section.shown)}</a></li>`,
  )}</ul></nav>`;
}

/** As much of a text as is shown of it elsewhere. */
function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 160).replace(/\s+\S*$/, '')}…`;
}
