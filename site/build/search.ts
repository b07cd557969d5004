/** What can be searched: the rules, and the sections of the pages. */
import { aliasesOf } from '../../src/rule/aliases.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import type { SearchEntry } from '../client/search-entry.ts';
import type { Rendered } from './markdown.ts';
import type { RulePage } from './rule-page.ts';

/** A rule is one entry: with its names, and with all that its messages say. */
export function ruleEntry({ rule, source, rendered }: RulePage): SearchEntry {
  return {
    kind: 'rule',
    url: source.url,
    title: rule.id,
    names: [rule.id, ...aliasesOf(rule)].join(' '),
    about: [rule.title, ...aliasesOf(rule)].join(' · '),
    text: [...messagesOf(rule), ...rendered.sections.map(({ title, text }) => `${title} ${text}`)].join(' '),
  };
}

/** Each section of a page is an entry. */
export function pageEntries(url: string, { title, sections }: Rendered): readonly SearchEntry[] {
  return sections.map((section) => ({
    kind: 'page',
    url: section.level === 1 ? url : `${url}#${section.slug}`,
    title: section.title,
    names: '',
    about: section.level === 1 ? '' : title,
    text: section.text,
  }));
}

function messagesOf({ messages }: AnyRule): readonly string[] {
  return Object.values(messages).map(String);
}
