/** The repositories, and how they have changed. */
import { severityNames } from '../../data.ts';
import { type RepositoryTotals, repositoryTotals, type Scope } from '../../totals.ts';
import { h, webLink } from '../dom.ts';
import { data, isCompared, repositoryAt } from '../fleet.ts';
import { countLink, difference, link, nameParts, repositoryLink, stateMark, supportDay } from '../parts.ts';
import type { Choice, Column, Table } from '../table.ts';
import { includes } from './columns.ts';

const { imageChanges } = data;

export function repositoriesTable(scope: Scope): Table<RepositoryTotals> {
  const rows = repositoryTotals(data, scope);
  const name = ({ repository }: RepositoryTotals) => repositoryAt(repository).name;
  const counted = severityNames.map(
    (severityName, severity): Column<RepositoryTotals> => ({
      key: severityName,
      title: { error: 'Errors', warning: 'Warnings', info: 'Infos' }[severityName],
      isNumber: true,
      value: ({ counts }) => counts[severity]!,
      cell: (row) =>
        countLink(
          row.counts[severity]!,
          'findings',
          { repository: name(row), severity: severityName },
          `count ${severityName}`,
        ),
    }),
  );
  return {
    name: 'repositories',
    title: 'Repositories',
    lead: 'What there is to do in each repository.',
    rows,
    columns: [
      {
        key: 'name',
        title: 'Repository',
        look: 'wide',
        value: name,
        cell: (row) => [
          link('findings', { repository: name(row) }, ...nameParts(name(row))),
          ' ',
          stateMark(repositoryAt(row.repository).state),
        ],
      },
      {
        key: 'commit',
        title: 'Commit',
        look: 'code',
        value: ({ repository }) => repositoryAt(repository).commit ?? '',
        cell: ({ repository }) => {
          const { uri, commit, branch } = repositoryAt(repository);
          return [webLink(uri, commit?.slice(0, 8) ?? branch ?? (uri ? 'open' : ''))];
        },
      },
      {
        key: 'files',
        title: 'Files',
        isNumber: true,
        value: ({ repository }) => repositoryAt(repository).files,
      },
      ...counted,
      ...verdictColumns,
      {
        key: 'hidden',
        title: 'Hidden',
        isNumber: true,
        value: (row) => row.hidden,
        cell: (row) => countLink(row.hidden, 'hidden', { repository: name(row) }),
      },
      {
        key: 'ended',
        title: 'Ended images',
        about: 'Images past their end of support',
        isNumber: true,
        value: ({ ended }) => ended,
        cell: (row) =>
          countLink(row.ended, 'stages', { repository: name(row), support: 'ended' }, 'count error'),
      },
      {
        key: 'until',
        title: 'First end',
        look: 'day',
        about: 'The first end of support of its images',
        value: ({ firstEnd }) => firstEnd,
        cell: (row) => (row.images === 0 ? '' : supportDay(row.firstEnd)),
      },
    ],
    choices: [
      ...(isCompared ? [thereChoice] : []),
      {
        key: 'has',
        label: 'With',
        options: [
          ['all', 'anything'],
          ['error', 'errors'],
          ['clean', 'no errors'],
          ['ended', 'ended images'],
          ['ending', 'images that end within 90 days'],
          ['hidden', 'hidden findings'],
          ['failures', 'failed runs'],
        ],
        keeps: ({ counts, ended, ending, hidden, repository, verdict }, value) => {
          if (verdict === 'gone') return false;
          if (value === 'error') return counts[0] > 0;
          if (value === 'clean') return counts[0] === 0;
          if (value === 'failures') return repositoryAt(repository).failures > 0;
          return { ended, ending, hidden }[value as 'ended' | 'ending' | 'hidden'] > 0;
        },
      },
    ],
    narrowings: [],
    search: (words) => {
      const has = includes(words);
      return (row) => has(name(row));
    },
    sort: '-error',
  };
}

const verdictChoice: Choice<RepositoryTotals> = {
  key: 'verdict',
  label: 'Change',
  options: [
    ['all', 'any'],
    ['worse', 'worse'],
    ['better', 'better'],
    ['same', 'same'],
    ['new', 'new'],
    ['gone', 'gone'],
  ],
  keeps: ({ verdict }, value) => verdict === value,
};

/** The repositories of the other views: those that are gone only on request. */
const thereChoice: Choice<RepositoryTotals> = {
  ...verdictChoice,
  options: [['now', 'there now'], ...verdictChoice.options],
  otherwise: 'now',
  keeps: ({ verdict }, value) => (value === 'now' ? verdict !== 'gone' : verdict === value),
};

const verdictColumns: readonly Column<RepositoryTotals>[] = isCompared
  ? [
      {
        key: 'verdict',
        title: 'Change',
        value: ({ verdict }) => verdict,
        cell: ({ verdict }) => h('span', { class: `verdict ${verdict}` }, verdict),
      },
    ]
  : [];

export function changesTable(scope: Scope): Table<RepositoryTotals> {
  const name = ({ repository }: RepositoryTotals) => repositoryAt(repository).name;
  const changedImages = countBy(imageChanges.repository);
  const rows = repositoryTotals(data, scope).filter(
    ({ verdict, added, gone, newlyHidden, repository }) =>
      verdict !== 'same' || added + gone + newlyHidden + (changedImages.get(repository) ?? 0) > 0,
  );
  const order = ['worse', 'new', 'gone', 'same', 'better'];
  const moved = (severity: number, title: string, key: string): Column<RepositoryTotals> => ({
    key,
    title,
    isNumber: true,
    value: ({ counts, before }) => counts[severity]! - before[severity]!,
    cell: ({ counts, before, verdict }) =>
      verdict === 'new' || verdict === 'gone'
        ? String((verdict === 'new' ? counts : before)[severity])
        : [
            h('span', { class: 'dim' }, `${before[severity]} → `),
            String(counts[severity]),
            ' ',
            difference(counts[severity]!, before[severity]!),
          ],
  });
  return {
    name: 'changes',
    title: 'Changes',
    lead: 'The repositories in which something changed since the previous reports. More errors are worse, fewer are better; where there are as many, warnings decide.',
    rows,
    columns: [
      {
        key: 'name',
        title: 'Repository',
        look: 'wide',
        value: name,
        cell: (row) => repositoryLink(row.repository),
      },
      {
        key: 'verdict',
        title: 'Change',
        value: ({ verdict }) => order.indexOf(verdict),
        text: ({ verdict }) => verdict,
        cell: ({ verdict }) => h('span', { class: `verdict ${verdict}` }, verdict),
      },
      moved(0, 'Errors', 'error'),
      moved(1, 'Warnings', 'warning'),
      {
        key: 'added',
        title: 'New',
        isNumber: true,
        about: 'New findings',
        value: ({ added }) => added,
        cell: (row) => countLink(row.added, 'findings', { repository: name(row), state: 'new' }),
      },
      {
        key: 'gone',
        title: 'Gone',
        isNumber: true,
        about: 'Findings that are no longer there',
        value: ({ gone }) => gone,
        cell: (row) => countLink(row.gone, 'findings', { repository: name(row), state: 'gone' }),
      },
      {
        key: 'hidden',
        title: 'Newly hidden',
        isNumber: true,
        value: ({ newlyHidden }) => newlyHidden,
        cell: (row) => countLink(row.newlyHidden, 'hidden', { repository: name(row), state: 'new' }),
      },
      {
        key: 'images',
        title: 'Images changed',
        isNumber: true,
        value: ({ repository }) => changedImages.get(repository) ?? 0,
        cell: (row) => countLink(changedImages.get(row.repository) ?? 0, 'moves', { repository: name(row) }),
      },
    ],
    choices: [verdictChoice],
    narrowings: [],
    search: (words) => {
      const has = includes(words);
      return (row) => has(name(row));
    },
    sort: 'verdict',
  };
}

function countBy(column: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
