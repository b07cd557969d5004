/** The home page: README, with its first lines as a head. */
import { type Html, html, raw } from './html.ts';
import { type Rendered, render } from './markdown.ts';
import type { Source, Sources } from './sources.ts';

export interface Home extends Rendered {
  readonly main: Html;
}

/** What is above the first table or heading of README: it begins with a paragraph, and how to start. */
export function home(source: Source, sources: Sources): Home {
  const rendered = render(source, sources);
  const opening = /^<p>([\s\S]*?)<\/p>\s*(<figure[\s\S]*?<\/figure>)/.exec(rendered.body);
  if (opening === null) throw new Error('README.md must begin with a paragraph and a command');
  const [all, lead, command] = opening;
  return {
    ...rendered,
    main: html`
<section class="hero">
  <h1>${rendered.title}</h1>
  <p class="lead">${raw(lead!)}</p>
  <div class="start">${raw(command!)}<p><a class="button primary" href="playground/">Try it in the browser</a> <a class="button" href="rules/">See the rules</a></p></div>
</section>
<div class="prose">${raw(rendered.body.slice(all.length))}</div>`,
  };
}
