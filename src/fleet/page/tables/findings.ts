/** The findings. */
import type { State } from '../../data.ts';
import type { Scope } from '../../totals.ts';
import { h } from '../dom.ts';
import { data, isCompared, ranks } from '../fleet.ts';
import { stateChoice, stateMark, stateText } from '../parts.ts';
import type { Column, Table } from '../table.ts';
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

const { findings, texts } = data;

/** A row is the number of a finding. */
export function findingsTable(scope: Scope): Table<number> {
  return {
    name: 'findings',
    title: 'Findings',
    lead: 'Every finding. The numbers of the other tables lead here.',
    rows: rowsOf(findings.repository, scope),
    columns: [
      severityColumn(findings.severity),
      ...placeColumns(findings),
      ruleColumn(findings),
      {
        key: 'message',
        title: 'Message',
        look: 'words',
        value: (row) => ranks[findings.message[row]!]!,
        text: (row) => texts[findings.message[row]!]!,
        cell: (row) => [
          stateMark(findings.state[row] as State),
          ' ',
          ...codeParts(texts[findings.message[row]!]!),
        ],
      },
      ...(isCompared ? [stateColumn(findings.state)] : []),
    ],
    choices: [
      severityChoice((row, severity) => findings.severity[row] === severity),
      ...stateChoice<number>(isCompared, (row) => findings.state[row]!),
    ],
    narrowings: [repositoryFilter(findings.repository), ruleFilter(findings.rule)],
    search: (words) => rowSearch(findings, words),
    sort: 'severity',
  };
}

/** The state is shown beside the message, and is a column of its own when saved. */
function stateColumn(state: readonly number[]): Column<number> {
  return {
    key: 'change',
    title: 'Change',
    isSavedOnly: true,
    value: (row) => stateText(state[row] as State),
  };
}

/** Words between backticks as code. */
function codeParts(message: string) {
  return message.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}
