/** The data of the page, and the part of it that is looked at. */
import type { FleetData, RepositoryData } from '../data.ts';
import type { Scope } from '../totals.ts';
import { byId } from './dom.ts';

export const data: FleetData = JSON.parse(byId('data').textContent);

/** Whether there is something to compare with. */
export const isCompared = data.previous !== undefined;

/** Sorts texts by a number each: comparing numbers is faster. */
export const ranks: readonly number[] = ranksOf(data.texts);
export const repositoryRanks: readonly number[] = ranksOf(data.repositories.map(({ name }) => name));

function ranksOf(texts: readonly string[]): readonly number[] {
  const ranks: number[] = [];
  const { compare } = new Intl.Collator('en', { numeric: true });
  [...texts.keys()]
    .sort((a, b) => compare(texts[a]!, texts[b]!))
    .forEach((index, rank) => {
      ranks[index] = rank + 1;
    });
  return ranks;
}

/** The repositories that have a text in their names. */
export function scopeOf(words: string): Scope {
  const wanted = words.trim().toLowerCase();
  const kept = data.repositories.map(({ name }) => name.toLowerCase().includes(wanted));
  return (repository) => kept[repository]!;
}

export function repositoryAt(index: number): RepositoryData {
  return data.repositories[index]!;
}

/** Whether each text of the columns has some words. */
export function textsWith(words: string): readonly boolean[] {
  return data.texts.map((text) => text.toLowerCase().includes(words));
}

/** The page of a line of a repository, where its host is known to have one. */
export function lineAddress(repository: RepositoryData, path: string, line: number): string | undefined {
  const { uri, commit, branch } = repository;
  if (uri === undefined || /(?:^|\/)\.\.(?:\/|$)|^[/<]/.test(path)) return undefined;
  const { hostname } = new URL(uri);
  const at = encodeURIComponent(commit ?? branch ?? 'HEAD');
  const file = path.split('/').map(encodeURIComponent).join('/');
  if (hostname === 'github.com') return `${uri}/blob/${at}/${file}#L${line}`;
  if (hostname === 'gitlab.com') return `${uri}/-/blob/${at}/${file}#L${line}`;
  if (hostname !== 'dev.azure.com' || commit === undefined) return undefined;
  return `${uri}?path=/${file}&version=GC${at}&line=${line}&lineEnd=${line + 1}&lineStartColumn=1&lineEndColumn=1`;
}
