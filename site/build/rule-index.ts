/** All rules in one table, by group, with a filter. */
import { kindNamed } from '../../src/kinds/index.ts';
import { aliasesOf } from '../../src/rule/aliases.ts';
import { groupOf } from '../../src/rule/names.ts';
import { kindsOf } from '../../src/rule/rule.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { html, raw } from './html.ts';
import { type Rendered, render, renderInline } from './markdown.ts';
import { levelBadge } from './rule-facts.ts';
import type { Source, Sources } from './sources.ts';

/** The rules by their group, in order. */
export function rulesByGroup(rules: readonly AnyRule[]): ReadonlyMap<string, readonly AnyRule[]> {
  const groups = new Map<string, AnyRule[]>();
  for (const rule of rules) groups.set(groupOf(rule.id), [...(groups.get(groupOf(rule.id)) ?? []), rule]);
  return groups;
}

/** `docs/rules.md` with its table made anew: grouped, and to be filtered. */
export function ruleIndex(source: Source, sources: Sources, rules: readonly AnyRule[]): Rendered {
  const introduction = source.text.split(/^(?=\|)/m)[0]!;
  const rendered = render({ ...source, text: introduction }, sources);
  const groups = [...rulesByGroup(rules)];
  return {
    ...rendered,
    body: `${rendered.body}${table(groups)}`,
    sections: [
      ...rendered.sections,
      ...groups.map(([group]) => ({ level: 2, title: group, shown: group, slug: group, text: '' })),
    ],
  };
}

function table(groups: readonly (readonly [string, readonly AnyRule[]])[]): string {
  const total = groups.reduce((sum, [, rules]) => sum + rules.length, 0);
  return html`
<form class="filter" role="search" aria-label="Filter the rules" hidden>
  <input type="search" name="words" placeholder="Filter: lists, DL3009, user…" aria-label="Words in the id, the title or the aliases" autocomplete="off">
  <label><select name="level" aria-label="Level">
    <option value="">any level</option>
    <option value="error">error</option>
    <option value="warning">warning</option>
    <option value="info">info</option>
    <option value="off">off until switched on</option>
  </select></label>
  <label><select name="family" aria-label="Family of images">
    <option value="">on any images</option>
    <option value="inference">on inference images</option>
    <option value="training">on training images</option>
    <option value="other">on other images</option>
  </select></label>
  <label><select name="fix" aria-label="Fix">
    <option value="">with or without fix</option>
    <option value="safe">with a safe fix</option>
    <option value="any">with a fix</option>
  </select></label>
  <output aria-live="polite">${total} rules</output>
</form>
<div class="rule-index">
${groups.map(
  ([group, rules]) => html`<section data-group="${group}">
<h2 id="${group}">${group} <a class="anchor" href="#${group}" aria-label="Link to this section">#</a></h2>
<table>
<thead><tr><th scope="col">Rule</th><th scope="col">Inference</th><th scope="col">Training</th><th scope="col">Other</th><th scope="col">Fix</th><th scope="col">Also known as</th></tr></thead>
<tbody>${rules.map(row)}</tbody>
</table>
</section>
`,
)}
</div>
<p class="nothing" hidden>No rule is like that.</p>
`.text;
}

function row(rule: AnyRule) {
  const { id, title, level, fix } = rule;
  const aliases = aliasesOf(rule);
  const kinds = kindsOf(rule);
  const words = [id, title, ...aliases, ...kinds.map((kind) => kindNamed(kind).title)]
    .join(' ')
    .toLowerCase();
  return html`<tr data-words="${words}" data-levels="${level.inference} ${level.training} ${level.other}" data-fix="${fix ?? ''}">
<td><a href="${`${id}/`}"><code>${id}</code></a> <span class="what">${raw(renderInline(title))}${markOf(kinds)}</span></td>
<td>${levelBadge(level.inference)}</td><td>${levelBadge(level.training)}</td><td>${levelBadge(level.other)}</td><td>${fix !== undefined && html`<span class="badge fix ${fix}">${fix}</span>`}</td><td class="names">${aliases.join(', ')}</td></tr>
`;
}

/** The kinds of file that a rule is about, unless they are only Dockerfiles. */
function markOf(kinds: readonly string[]) {
  const others = kinds.filter((id) => id !== 'dockerfile').map((id) => kindNamed(id).language.toUpperCase());
  if (others.length === 0) return undefined;
  return html` <strong>${kinds.includes('dockerfile') ? '+ ' : ''}${others.join(', ')}</strong>`;
}
