/** What comments and baselines hide. */
import type { State } from '../../data.ts';
import { type Scope, supportOn } from '../../totals.ts';
import { h } from '../dom.ts';
import { data, isCompared } from '../fleet.ts';
import { stateChoice, stateMark, supportDay } from '../parts.ts';
import type { Table } from '../table.ts';
import {
  placeColumns,
  repositoryFilter,
  rowSearch,
  rowsOf,
  ruleColumn,
  ruleFilter,
  severityChoice,
  severityColumn,
} from './columns.ts';

const { texts, hidden } = data;

/** A row is the number of a hidden finding. */
export function hiddenTable(scope: Scope): Table<number> {
  const reason = (row: number) => texts[hidden.reason[row]!]!;
  const day = (row: number) => texts[hidden.day[row]!]!;
  const isBaselined = (row: number) => hidden.baselined[row] === 1;
  const kind = (row: number) => (isBaselined(row) ? 'baseline' : reason(row) === '' ? 'no reason' : 'reason');
  return {
    name: 'hidden',
    title: 'Hidden findings',
    lead: 'What comments and baselines hide, why, and until when.',
    rows: rowsOf(hidden.repository, scope),
    columns: [
      severityColumn(hidden.severity),
      ...placeColumns(hidden),
      ruleColumn(hidden),
      {
        key: 'reason',
        title: 'Reason',
        look: 'words',
        value: (row) => (isBaselined(row) ? 'in the baseline' : reason(row)),
        cell: (row) =>
          kind(row) === 'reason'
            ? [reason(row), ' ', stateMark(hidden.state[row] as State)]
            : [
                h('span', { class: 'none' }, isBaselined(row) ? 'in the baseline' : 'no reason given'),
                ' ',
                stateMark(hidden.state[row] as State),
              ],
      },
      {
        key: 'day',
        title: 'Until',
        look: 'day',
        value: day,
        text: (row) => (day(row) === '' ? '' : `${isBaselined(row) ? 'since' : 'until'} ${day(row)}`),
        cell: (row) => {
          if (day(row) === '') return h('span', { class: 'none' }, 'for good');
          return isBaselined(row) ? [h('span', { class: 'none' }, 'since '), day(row)] : supportDay(day(row));
        },
      },
    ],
    choices: [
      {
        key: 'by',
        label: 'By',
        options: [
          ['all', 'anything'],
          ['reason', 'comment with a reason'],
          ['no reason', 'comment without one'],
          ['baseline', 'baseline'],
        ],
        keeps: (row, value) => kind(row) === value,
      },
      {
        key: 'ends',
        label: 'Until',
        options: [
          ['all', 'any day'],
          ['ending', 'within 90 days'],
          ['never', 'for good'],
        ],
        keeps: (row, value) => {
          if (isBaselined(row)) return value === 'never';
          if (value === 'never') return day(row) === '';
          return day(row) !== '' && supportOn({ supportedUntil: day(row) }, data.day) === 'ending';
        },
      },
      severityChoice((row, severity) => hidden.severity[row] === severity),
      ...stateChoice<number>(isCompared, (row) => hidden.state[row]!).map((choice) => ({
        ...choice,
        options: choice.options.filter(([value]) => value !== 'hidden'),
      })),
    ],
    narrowings: [repositoryFilter(hidden.repository), ruleFilter(hidden.rule)],
    search: (words) => rowSearch(hidden, words),
    sort: 'repository',
  };
}
