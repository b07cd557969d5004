/** The images in use, and until when they get fixes. */
import { type ImageGroup, type ImageTotals, imageGroups, imageTotals, type Scope } from '../../totals.ts';
import { h } from '../dom.ts';
import { data } from '../fleet.ts';
import { bar, countLink, imageParts, imageUse, link, supportDay } from '../parts.ts';
import { change, type Place } from '../place.ts';
import { selectOf, type Table } from '../table.ts';
import { changeColumn, includes, mostOf, supportChoice } from './columns.ts';

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
