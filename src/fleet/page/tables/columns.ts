/** What several tables have: columns, choices and searches. */
import { severityNames } from '../../data.ts';
import type { Scope, Support } from '../../totals.ts';
import { h, webLink } from '../dom.ts';
import { data, isCompared, ranks, repositoryAt, repositoryRanks, textsWith } from '../fleet.ts';
import { placeLink, repositoryLink, severityMark } from '../parts.ts';
import type { Choice, Column, Narrowing } from '../table.ts';
import { signed } from '../words.ts';

const { texts } = data;

const supportWords: readonly (readonly [Support, string])[] = [
  ['ended', 'ended'],
  ['ending', 'ends within 90 days'],
  ['supported', 'supported'],
  ['unknown', 'not known'],
];

export function supportChoice<Row>(supportOf: (row: Row) => Support): Choice<Row> {
  const options = [['all', 'any'], ...supportWords] as const;
  return { key: 'support', label: 'Support', options, keeps: (row, value) => supportOf(row) === value };
}

export function includes(words: string): (text: string) => boolean {
  return (text) => text.toLowerCase().includes(words);
}

export function mostOf<Row>(rows: readonly Row[], countOf: (row: Row) => number): number {
  return rows.reduce((most, row) => Math.max(most, countOf(row)), 0);
}

/** With a comparison: by how much a count differs from the one before. */
export function changeColumn<Row>(
  countsOf: (row: Row) => readonly [now: number, before: number],
): readonly Column<Row>[] {
  if (!isCompared) return [];
  const changeOf = (row: Row): number => countsOf(row)[0] - countsOf(row)[1];
  return [
    {
      key: 'change',
      title: 'Change',
      isNumber: true,
      value: changeOf,
      cell: (row) => h('span', { class: 'change' }, signed(changeOf(row))),
    },
  ];
}

export function severityChoice<Row>(hasSeverity: (row: Row, severity: number) => boolean): Choice<Row> {
  return {
    key: 'severity',
    label: 'Severity',
    options: [
      ['all', 'any'],
      ['error', 'errors'],
      ['warning', 'warnings'],
      ['info', 'infos'],
    ],
    keeps: (row, value) => hasSeverity(row, (severityNames as readonly string[]).indexOf(value)),
  };
}

interface RowColumns {
  readonly repository: readonly number[];
  readonly path: readonly number[];
  readonly line: readonly number[];
  readonly rule: readonly number[];
  readonly message: readonly number[];
  readonly state: readonly number[];
  readonly reason?: readonly number[];
}

/** The rows of repositories in scope. */
export function rowsOf(repository: readonly number[], scope: Scope): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < repository.length; row++) if (scope(repository[row]!)) rows.push(row);
  return rows;
}

export function severityColumn(severity: readonly number[]): Column<number> {
  return {
    key: 'severity',
    title: 'Severity',
    value: (row) => severity[row]!,
    text: (row) => severityNames[severity[row]!]!,
    cell: (row) => severityMark(severity[row]!),
  };
}

export function placeColumns({
  repository,
  path,
  line,
}: Pick<RowColumns, 'repository' | 'path' | 'line'>): readonly Column<number>[] {
  return [
    {
      key: 'repository',
      title: 'Repository',
      look: 'wide',
      value: (row) => repositoryRanks[repository[row]!]!,
      text: (row) => repositoryAt(repository[row]!).name,
      cell: (row) => repositoryLink(repository[row]!),
    },
    {
      key: 'place',
      title: 'Place',
      look: 'code wide',
      value: (row) => ranks[path[row]!]! * 1_000_000 + line[row]!,
      text: (row) => `${texts[path[row]!]}:${line[row]}`,
      cell: (row) => placeLink(repository[row]!, texts[path[row]!]!, line[row]!),
    },
  ];
}

export function ruleColumn({ rule }: Pick<RowColumns, 'rule'>): Column<number> {
  return {
    key: 'rule',
    title: 'Rule',
    look: 'code rule',
    value: (row) => data.rules[rule[row]!]!.id,
    cell: (row) => webLink(data.rules[rule[row]!]!.help, data.rules[rule[row]!]!.id),
  };
}

export function repositoryFilter(repository: readonly number[]): Narrowing<number> {
  return {
    key: 'repository',
    label: 'Repository',
    keeps: (row, value) => repositoryAt(repository[row]!).name === value,
  };
}

export function ruleFilter(rule: readonly number[]): Narrowing<number> {
  return { key: 'rule', label: 'Rule', keeps: (row, value) => data.rules[rule[row]!]!.id === value };
}

/** Each text is searched once, however many rows have it. */
export function rowSearch(
  { repository, path, rule, message, reason }: RowColumns,
  words: string,
): (row: number) => boolean {
  const has = includes(words);
  const kept = textsWith(words);
  const named = data.repositories.map(({ name }) => has(name));
  const ruled = data.rules.map(({ id }) => has(id));
  return (row) =>
    named[repository[row]!]! ||
    ruled[rule[row]!]! ||
    kept[path[row]!]! ||
    kept[message[row]!]! ||
    (reason !== undefined && kept[reason[row]!]!);
}
