/** The images that have changed. */
import type { Scope } from '../../totals.ts';
import { data, repositoryAt, repositoryRanks } from '../fleet.ts';
import { imageParts, repositoryLink, supportDay, supportText } from '../parts.ts';
import type { Table } from '../table.ts';
import { includes, repositoryFilter, rowsOf } from './columns.ts';

const { imageChanges, texts } = data;

/** A row is the number of an image change. */
export function movesTable(scope: Scope): Table<number> {
  const name = (image: number) => data.images[image]?.text ?? '';
  return {
    name: 'moves',
    title: 'Images changed',
    lead: 'The files that were built on one image at the time of the previous reports, and now are on another.',
    rows: rowsOf(imageChanges.repository, scope),
    columns: [
      {
        key: 'repository',
        title: 'Repository',
        look: 'wide',
        value: (row) => repositoryRanks[imageChanges.repository[row]!]!,
        text: (row) => repositoryAt(imageChanges.repository[row]!).name,
        cell: (row) => repositoryLink(imageChanges.repository[row]!),
      },
      { key: 'path', title: 'File', look: 'code', value: (row) => texts[imageChanges.path[row]!]! },
      {
        key: 'before',
        title: 'Before',
        look: 'code wide',
        value: (row) => name(imageChanges.before[row]!),
        cell: (row) => imageParts(name(imageChanges.before[row]!)),
      },
      {
        key: 'now',
        title: 'Now',
        look: 'code wide',
        value: (row) => name(imageChanges.now[row]!),
        cell: (row) => imageParts(name(imageChanges.now[row]!)),
      },
      {
        key: 'until',
        title: 'Supported until',
        look: 'day',
        value: (row) => data.images[imageChanges.now[row]!]?.supportedUntil ?? '',
        cell: (row) => {
          const now = data.images[imageChanges.now[row]!];
          return now === undefined ? '' : supportDay(now.supportedUntil, now.isOver);
        },
        text: (row) => supportText(data.images[imageChanges.now[row]!] ?? {}),
      },
    ],
    choices: [],
    narrowings: [repositoryFilter(imageChanges.repository)],
    search: (words) => {
      const has = includes(words);
      return (row) =>
        has(name(imageChanges.before[row]!)) ||
        has(name(imageChanges.now[row]!)) ||
        has(texts[imageChanges.path[row]!]!) ||
        has(repositoryAt(imageChanges.repository[row]!).name);
    },
    sort: 'repository',
  };
}
