/** What is known of a rule besides its page, as `azml-lint explain` and `azml-lint rules` tell it. */
import { kindNamed } from '../../src/kinds/index.ts';
import { aliasesOf, fidelityOf } from '../../src/rule/aliases.ts';
import { peerOf } from '../../src/rule/peers.ts';
import { kindsOf } from '../../src/rule/rule.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { type Html, html, raw } from './html.ts';
import { renderInline } from './markdown.ts';
import { relativeUrl, type Source } from './sources.ts';

const families = [
  ['inference', 'Inference images'],
  ['training', 'Training images'],
  ['other', 'Other images'],
] as const;

/** Whether nothing is reported until somebody switches the rule on. */
export function isOff({ level }: AnyRule): boolean {
  return families.every(([family]) => level[family] === 'off');
}

/** The facts below the heading of the page. */
export function ruleFacts(rule: AnyRule, { url }: Source): Html {
  const aliases = aliasesOf(rule);
  return html`
<p class="rule-title">${raw(renderInline(rule.title))}</p>
<dl class="facts">
  ${families.map(([family, name]) => html`<div><dt>${name}</dt><dd>${levelBadge(rule.level[family])}</dd></div>`)}
  <div><dt>Fix</dt><dd>${rule.fix === undefined ? html`<span class="badge none">none</span>` : html`<a class="badge fix ${rule.fix}" href="${relativeUrl(url, 'docs/fixing/')}">${rule.fix}</a>`}</dd></div>
  <div><dt>Looks at</dt><dd>${kindsOf(rule)
    .map((id) => kindNamed(id).title)
    .join(', ')}</dd></div>
  ${rule.security !== undefined && html`<div><dt>Security</dt><dd>${rule.security} of 10</dd></div>`}
  ${aliases.length > 0 && html`<div><dt>Also known as</dt><dd>${aliases.map((name) => alias(name, rule, url))}</dd></div>`}
</dl>
${isOff(rule) && html`<p class="note">Off until it is switched on: <code>${`rules: { ${rule.id}: warning }`}</code></p>`}`;
}

export function levelBadge(level: string): Html {
  return html`<span class="badge ${level}">${level}</span>`;
}

/** The name of the rule in another linter, and whether it means the same. */
function alias(name: string, rule: AnyRule, url: string): Html {
  const peer = peerOf(name);
  const differs = fidelityOf(rule)[name] === 'differs';
  const from = peer === undefined ? '' : ` ${peer === 'buildkit' ? 'BuildKit' : peer}`;
  return html`<span class="alias"><code>${name}</code>${from}${differs && html`, <a href="${relativeUrl(url, 'docs/differences/')}">differs</a>`}</span> `;
}
