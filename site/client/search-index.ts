import MiniSearch from 'minisearch';
import type { SearchEntry } from './search-entry.ts';

/** The index of all pages. A code such as DL3009 is found exactly, words also by their beginning and with a slip. */
export async function makeIndex(): Promise<MiniSearch> {
  const { default: entries } = (await import('./search-entries.js' as string)) as {
    readonly default: readonly SearchEntry[];
  };
  const index = new MiniSearch({
    idField: 'url',
    fields: ['names', 'title', 'about', 'text'],
    storeFields: ['kind', 'url', 'title', 'about'],
    searchOptions: {
      boost: { names: 6, title: 4, about: 2 },
      boostDocument: (_id, _term, stored) => (stored?.kind === 'rule' ? 1.5 : 1),
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    },
  });
  index.addAll(entries);
  return index;
}
