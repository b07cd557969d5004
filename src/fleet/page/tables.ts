/** The tables of the page. */
import { type State, severityNames } from '../data.ts';
import {
  type ImageGroup,
  type ImageTotals,
  imageGroupOf,
  imageGroups,
  imageTotals,
  type RepositoryTotals,
  type RuleTotals,
  repositoryTotals,
  ruleTotals,
  type Scope,
  type Support,
  supportOn,
} from '../totals.ts';
import { h, webLink } from './dom.ts';
import { data, isCompared, ranks, repositoryAt, repositoryRanks, textsWith } from './fleet.ts';
import {
  bar,
  countLink,
  difference,
  imageParts,
  imageUse,
  link,
  nameParts,
  placeLink,
  repositoryLink,
  severityMark,
  stateChoice,
  stateMark,
  stateText,
  supportDay,
  supportText,
} from './parts.ts';
import { change, type Place } from './place.ts';
import { type Choice, type Column, type Narrowing, selectOf, type Table } from './table.ts';
import { signed } from './words.ts';

const { texts, stages, findings, hidden, imageChanges } = data;

const supportWords: readonly (readonly [Support, string])[] = [
  ['ended', 'ended'],
  ['ending', 'ends within 90 days'],
  ['supported', 'supported'],
  ['unknown', 'not known'],
];

function supportChoice<Row>(supportOf: (row: Row) => Support): Choice<Row> {
  const options = [['all', 'any'], ...supportWords] as const;
  return { key: 'support', label: 'Support', options, keeps: (row, value) => supportOf(row) === value };
}

function includes(words: string): (text: string) => boolean {
  return (text) => text.toLowerCase().includes(words);
}

/** The different values, as options of a choice. */
function optionsOf(values: Iterable<string>): readonly (readonly [string, string])[] {
  const known = [...new Set(values)].filter((value) => value !== '').sort();
  return [['all', 'any'], ...known.map((value): readonly [string, string] => [value, value])];
}

export function imagesTable(scope: Scope, { params }: Place): Table<ImageTotals> {
  const by = imageGroups.find((group) => group === params.get('by')) ?? 'tag';
  const rows = imageTotals(data, by, scope);
  const most = mostOf(rows, ({ repositories }) => repositories);
  const names: Readonly<Record<ImageGroup, string>> = {
    tag: 'name and tag',
    digest: 'name, tag and digest',
    name: 'name',
    family: 'family',
  };
  const select = selectOf(
    'Count by',
    imageGroups.map((group) => [group, names[group]] as const),
    (value) => change({ by: value === 'tag' ? undefined : value, page: undefined }),
  );
  select.value = by;
  const usesOf = (row: ImageTotals) =>
    by === 'tag' || by === 'digest' ? imageUse(row, by) : { [by]: row.text };
  return {
    name: 'images',
    title: 'Images',
    lead: 'The base images that stages are built on, until when they get fixes, and what takes their place. Of several ends the first counts: that of the image, of its Ubuntu or of its Python.',
    rows,
    controls: [h('label', { class: 'choice' }, h('span', {}, 'Count by'), select)],
    columns: [
      {
        key: 'image',
        title: 'Image',
        look: 'code wide',
        value: ({ text }) => text,
        cell: (row) => link('stages', usesOf(row), ...imageParts(row.text)),
      },
      { key: 'family', title: 'Family', value: ({ family }) => family },
      { key: 'contents', title: 'Contents', value: ({ contents }) => contents },
      {
        key: 'status',
        title: 'Status',
        value: ({ status }) => status,
        about: 'What the catalog of Azure ML says of it',
      },
      {
        key: 'until',
        title: 'Supported until',
        look: 'day',
        value: ({ supportedUntil }) => supportedUntil,
        cell: ({ supportedUntil, support }) =>
          supportDay(supportedUntil, support === 'ended' && supportedUntil === ''),
        text: ({ supportedUntil, support }) => supportedUntil || (support === 'ended' ? 'no longer' : ''),
      },
      {
        key: 'successor',
        title: 'Use instead',
        look: 'code wide',
        value: ({ successor }) => successor,
        cell: ({ successor }) => imageParts(successor),
      },
      {
        key: 'repositories',
        title: 'Repositories',
        isNumber: true,
        value: ({ repositories }) => repositories,
        cell: (row) => [
          bar(row.repositories, most, row.support),
          countLink(row.repositories, 'stages', usesOf(row)),
        ],
      },
      ...changeColumn<ImageTotals>(({ repositories, before }) => [repositories, before]),
      { key: 'stages', title: 'Stages', isNumber: true, value: (row) => row.stages },
    ],
    choices: [
      supportChoice(({ support }) => support),
      {
        key: 'kind',
        label: 'Family',
        options: optionsOf(rows.map(({ family }) => family)),
        keeps: ({ family }, value) => family === value,
      },
    ],
    narrowings: [
      {
        key: 'month',
        label: 'Support ends in',
        keeps: ({ supportedUntil }, value) => supportedUntil.startsWith(value),
      },
      {
        key: 'before',
        label: 'Support ends before',
        keeps: ({ supportedUntil }, value) => supportedUntil !== '' && supportedUntil < value,
      },
      {
        key: 'from',
        label: 'Support ends from',
        keeps: ({ supportedUntil }, value) => supportedUntil >= value,
      },
    ],
    search: (words) => {
      const has = includes(words);
      return ({ text, successor, contents }) => has(text) || has(successor) || has(contents);
    },
    sort: '-repositories',
  };
}

function mostOf<Row>(rows: readonly Row[], countOf: (row: Row) => number): number {
  return rows.reduce((most, row) => Math.max(most, countOf(row)), 0);
}

/** With a comparison: by how much a count differs from the one before. */
function changeColumn<Row>(
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

/** A row is the number of a stage. */
export function stagesTable(scope: Scope): Table<number> {
  const image = (row: number) => data.images[stages.image[row]!]!;
  const text = (column: readonly number[]) => (row: number) => texts[column[row]!]!;
  const groupFilter = (key: string, by: ImageGroup, label: string): Narrowing<number> => ({
    key,
    label,
    keeps: (row, value) => imageGroupOf(image(row), by) === value,
  });
  return {
    name: 'stages',
    title: 'Stages',
    lead: 'Every stage that is built on an image of somebody else, and where it is.',
    rows: rowsOf(stages.repository, scope),
    columns: [
      ...placeColumns(stages),
      {
        key: 'stage',
        title: 'Stage',
        value: text(stages.name),
        cell: (row) =>
          stages.final[row] ? h('b', {}, text(stages.name)(row) || 'final') : text(stages.name)(row),
        about: 'The last stage, which becomes the image, is bold',
      },
      {
        key: 'image',
        title: 'Image',
        look: 'code wide',
        value: (row) => image(row).text,
        cell: (row) => [...imageParts(image(row).text), ' ', stateMark(stages.state[row] as State)],
      },
      {
        key: 'until',
        title: 'Supported until',
        look: 'day',
        value: (row) => image(row).supportedUntil ?? '',
        cell: (row) => supportDay(image(row).supportedUntil, image(row).isOver),
        text: (row) => supportText(image(row)),
      },
      {
        key: 'successor',
        title: 'Use instead',
        look: 'code wide',
        value: (row) => image(row).successor ?? '',
        cell: (row) => imageParts(image(row).successor ?? ''),
      },
      { key: 'user', title: 'User', value: text(stages.user) },
      { key: 'script', title: 'Entry script', look: 'code', value: text(stages.entryScript) },
    ],
    choices: [
      ...stateChoice<number>(isCompared, (row) => stages.state[row]!),
      supportChoice((row) => supportOn(image(row), data.day)),
      {
        key: 'final',
        label: 'Stages',
        options: [
          ['all', 'all'],
          ['yes', 'last ones'],
        ],
        keeps: (row) => stages.final[row] === 1,
      },
    ],
    narrowings: [
      repositoryFilter(stages.repository),
      {
        key: 'ends',
        label: 'Support ends',
        keeps: (row, value) => (image(row).supportedUntil ?? 'not known') === value,
      },
      {
        key: 'contents',
        label: 'With',
        keeps: (row, value) => (image(row).contents ?? 'nothing known') === value,
      },
      groupFilter('image', 'tag', 'Image'),
      groupFilter('digest', 'digest', 'Image'),
      groupFilter('name', 'name', 'Image'),
      groupFilter('family', 'family', 'Family'),
    ],
    search: (words) => {
      const has = includes(words);
      const kept = textsWith(words);
      const named = data.repositories.map(({ name }) => has(name));
      const inImage = data.images.map((one) => has(one.text));
      return (row) =>
        named[stages.repository[row]!]! ||
        inImage[stages.image[row]!]! ||
        kept[stages.path[row]!]! ||
        kept[stages.user[row]!]! ||
        kept[stages.entryScript[row]!]!;
    },
    sort: 'repository',
  };
}

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

function severityChoice<Row>(hasSeverity: (row: Row, severity: number) => boolean): Choice<Row> {
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

/** A row is the number of a finding. */
export function findingsTable(scope: Scope): Table<number> {
  return {
    name: 'findings',
    title: 'Findings',
    lead: 'Every finding. The numbers of the other tables lead here.',
    rows: rowsOf(findings.repository, scope),
    columns: [
      {
        key: 'severity',
        title: 'Severity',
        value: (row) => findings.severity[row]!,
        text: (row) => severityNames[findings.severity[row]!]!,
        cell: (row) => severityMark(findings.severity[row]!),
      },
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
      {
        key: 'severity',
        title: 'Severity',
        value: (row) => hidden.severity[row]!,
        text: (row) => severityNames[hidden.severity[row]!]!,
        cell: (row) => severityMark(hidden.severity[row]!),
      },
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
function rowsOf(repository: readonly number[], scope: Scope): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < repository.length; row++) if (scope(repository[row]!)) rows.push(row);
  return rows;
}

function placeColumns({
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

function ruleColumn({ rule }: Pick<RowColumns, 'rule'>): Column<number> {
  return {
    key: 'rule',
    title: 'Rule',
    look: 'code rule',
    value: (row) => data.rules[rule[row]!]!.id,
    cell: (row) => webLink(data.rules[rule[row]!]!.help, data.rules[rule[row]!]!.id),
  };
}

function repositoryFilter(repository: readonly number[]): Narrowing<number> {
  return {
    key: 'repository',
    label: 'Repository',
    keeps: (row, value) => repositoryAt(repository[row]!).name === value,
  };
}

function ruleFilter(rule: readonly number[]): Narrowing<number> {
  return { key: 'rule', label: 'Rule', keeps: (row, value) => data.rules[rule[row]!]!.id === value };
}

/** Each text is searched once, however many rows have it. */
function rowSearch(
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

/** Words between backticks as code. */
function codeParts(message: string) {
  return message.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}
