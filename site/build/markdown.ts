/** Markdown of the repository as HTML of the site. */
import GithubSlugger from 'github-slugger';
import MarkdownIt, { type Env as AnyEnv, type Token } from 'markdown-it';
import { highlight, highlightConsole } from './highlight.ts';
import { escapeHtml } from './html.ts';
import { imageUrl, relativeUrl, type Source, type Sources, targetOf } from './sources.ts';

/** A heading, and the text below it up to the next one, for the search. */
export interface Section {
  readonly level: number;
  readonly title: string;
  /** The heading as HTML. */
  readonly shown: string;
  readonly slug: string;
  readonly text: string;
}

/** A page that has been rendered. */
export interface Rendered {
  /** The text of its first heading. */
  readonly title: string;
  /** Without the first heading. */
  readonly body: string;
  /** The first paragraph, as text. */
  readonly summary: string;
  readonly sections: readonly Section[];
}

/** How a fence is shown: the HTML of a code block, given the text after its backticks and the line it begins in (from 1). */
export type FenceRenderer = (code: string, info: string, line: number) => string;

interface Env extends AnyEnv {
  readonly source: Source;
  readonly sources: Sources;
  readonly slugger: GithubSlugger;
  readonly fence: FenceRenderer;
}

const markdown = new MarkdownIt({ html: true });

markdown.renderer.rules.fence = (tokens, index, _options, env) => {
  const { content, info, map } = tokens[index]!;
  return (env as Env).fence(content, info.trim(), (map?.[0] ?? 0) + 1);
};

// What a table is too wide for is scrolled, with the keyboard too.
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

markdown.core.ruler.push('site-links', ({ tokens, env }) => {
  for (const token of tokens) {
    resolveImages([token, ...(token.children ?? [])], env as Env);
    resolveLinks(token.children ?? [], env as Env);
  }
});

markdown.core.ruler.push('site-headings', ({ tokens, env }) => {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const slug = (env as Env).slugger.slug(textOf(tokens[index + 1]!));
    token.attrSet('id', slug);
    if (token.tag !== 'h1') tokens[index + 1]!.children?.push(anchorTo(slug));
  }
});

/** Renders a page. Throws for a relative link that leads nowhere. */
export function render(source: Source, sources: Sources, fence: FenceRenderer = codeBlock): Rendered {
  const env: Env = { source, sources, slugger: new GithubSlugger(), fence };
  const tokens = markdown.parse(source.text, env);
  const first = tokens.findIndex(({ type }) => type === 'heading_open');
  const paragraph = tokens.findIndex(
    ({ type, level }, index) => index > first && type === 'paragraph_open' && level === 0,
  );
  const body = [...tokens.slice(0, first), ...tokens.slice(first + 3)];
  return {
    title: textOf(tokens[first + 1]!),
    body: markdown.renderer.render(body, markdown.options, env),
    summary: paragraph < 0 ? '' : textOf(tokens[paragraph + 1]!),
    sections: sectionsOf(tokens, env),
  };
}

/** One line of Markdown, such as the title of a rule. */
export function renderInline(text: string): string {
  return markdown.renderInline(text, {});
}

/** A block of code: its file or language, and a button to copy it. */
export function codeBlock(code: string, info: string): string {
  const [language = '', name] = info.split(/\s+/);
  const isConsole = language === 'console' || language === 'text';
  const shown = isConsole ? highlightConsole(code) : highlight(code, language);
  return frame(shown, language, name?.startsWith('{') ? undefined : name);
}

/** The frame of a block of code. */
export function frame(shown: string, language: string, name?: string): string {
  const title = name === undefined ? '' : `<figcaption>${escapeHtml(name)}</figcaption>`;
  return `<figure class="code" data-language="${escapeHtml(language)}">${title}<pre tabindex="0"><code>${shown}</code></pre></figure>\n`;
}

/** Images of Markdown, and those in HTML, which can have one for dark pages. */
function resolveImages(tokens: readonly Token[], { source, sources }: Env): void {
  const resolved = (link: string) => (isAbsolute(link) ? link : imageUrl(sources, source, link));
  for (const token of tokens) {
    if (token.type === 'image') token.attrSet('src', resolved(String(token.attrGet('src'))));
    else if (token.type.startsWith('html_'))
      token.content = token.content.replace(
        /(\s(?:src|srcset)=")([^"\s]+)(")/g,
        (_, before: string, link: string, after: string) => before + resolved(link) + after,
      );
  }
}

function isAbsolute(link: string): boolean {
  return /^[a-z]+:/.test(link);
}

function resolveLinks(tokens: Token[], { source, sources }: Env): void {
  // Links do not contain each other.
  let dropped = false;
  for (const token of tokens) {
    if (token.type === 'link_close' && dropped) {
      token.tag = 'span';
      dropped = false;
    }
    if (token.type !== 'link_open') continue;
    const href = String(token.attrGet('href'));
    if (isAbsolute(href)) token.attrSet('rel', 'noopener');
    else {
      const target = targetOf(sources, source.path, href);
      dropped = target.kind === 'elsewhere';
      if (target.kind === 'elsewhere') {
        token.tag = 'span';
        token.attrs = [['title', href.replace(/^(?:\.\.\/)+/, '')]];
      } else if (target.kind === 'file') token.attrSet('href', relativeUrl(source.url, target.url));
      else {
        const isHere = target.url === source.url && target.hash !== '';
        token.attrSet('href', `${isHere ? '' : relativeUrl(source.url, target.url)}${target.hash}`);
      }
    }
  }
}

function anchorTo(slug: string): Token {
  const token = new markdown.core.State('', markdown, {}).Token;
  const anchor = new token('html_inline', '', 0);
  anchor.content = ` <a class="anchor" href="#${slug}" aria-label="Link to this section">#</a>`;
  return anchor;
}

/** The text that a token shows, without its markup. */
function textOf({ children, content }: Token): string {
  if (!children) return content;
  return children
    .filter(({ type }) => ['text', 'code_inline', 'softbreak'].includes(type))
    .map((child) => (child.type === 'softbreak' ? ' ' : child.content))
    .join('');
}

function sectionsOf(tokens: readonly Token[], env: Env): readonly Section[] {
  const starts = tokens.flatMap(({ type }, index) => (type === 'heading_open' ? [index] : []));
  return starts.map((start, index) => {
    const heading = tokens[start + 1]!;
    const shown = (heading.children ?? []).filter(
      ({ type }) => type !== 'html_inline' && !type.startsWith('link_'),
    );
    const below = tokens.slice(start + 3, starts[index + 1]);
    return {
      level: Number(tokens[start]!.tag.slice(1)),
      title: textOf(heading),
      shown: markdown.renderer.renderInline(shown, markdown.options, env),
      slug: String(tokens[start]!.attrGet('id')),
      text: below
        .filter(({ type }) => type === 'inline')
        .map(textOf)
        .join(' '),
    };
  });
}
