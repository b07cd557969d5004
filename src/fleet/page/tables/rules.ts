/** The rules, and how much each of them finds. */
import { severityNames } from '../../data.ts';
import { type RuleTotals, ruleTotals, type Scope } from '../../totals.ts';
import { webLink } from '../dom.ts';
import { data } from '../fleet.ts';
import { bar, countLink, link, nameParts } from '../parts.ts';
import type { Column, Table } from '../table.ts';
import { changeColumn, includes, mostOf, severityChoice } from './columns.ts';

export function rulesTable(scope: Scope): Table<RuleTotals> {
  const rows = ruleTotals(data, scope);
  const most = mostOf(rows, ({ all }) => all);
  const rule = ({ rule }: RuleTotals) => data.rules[rule]!;
  const bySeverity = severityNames.map(
    (name, severity): Column<RuleTotals> => ({
      key: name,
      title: { error: 'Errors', warning: 'Warnings', info: 'Infos' }[name],
      isNumber: true,
      value: ({ counts }) => counts[severity]!,
      cell: (row) =>
        countLink(row.counts[severity]!, 'findings', { rule: rule(row).id, severity: name }, `count ${name}`),
    }),
  );
  return {
    name: 'rules',
    title: 'Rules',
    lead: 'Which rules find something, and in how many repositories.',
    rows,
    columns: [
      {
        key: 'rule',
        title: 'Rule',
        look: 'code',
        value: (row) => rule(row).id,
        cell: (row) => link('findings', { rule: rule(row).id }, ...nameParts(rule(row).id)),
      },
      {
        key: 'page',
        title: 'Also known as',
        value: (row) => rule(row).aliases.join(', '),
        cell: (row) => [rule(row).aliases.join(', '), ' ', webLink(rule(row).help, 'page')],
        text: (row) => rule(row).aliases.join(' '),
      },
      ...bySeverity,
      {
        key: 'all',
        title: 'Findings',
        isNumber: true,
        value: ({ all }) => all,
        cell: (row) => [
          bar(row.all, most, severityNames[row.severity]),
          countLink(row.all, 'findings', { rule: rule(row).id }),
        ],
      },
      ...changeColumn<RuleTotals>(({ all, before }) => [all, before]),
      {
        key: 'repositories',
        title: 'Repositories',
        isNumber: true,
        value: ({ repositories }) => repositories,
        cell: (row) => countLink(row.repositories, 'findings', { rule: rule(row).id, sort: 'repository' }),
      },
      {
        key: 'hidden',
        title: 'Hidden',
        isNumber: true,
        value: (row) => row.hidden,
        cell: (row) => countLink(row.hidden, 'hidden', { rule: rule(row).id }),
      },
    ],
    choices: [severityChoice(({ counts }, severity) => counts[severity]! > 0)],
    narrowings: [],
    search: (words) => {
      const has = includes(words);
      return (row) => has(rule(row).id) || rule(row).aliases.some(has);
    },
    sort: '-all',
  };
}
