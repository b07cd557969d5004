/** The stages and environments, and what they are built on. */
import type { State } from '../../data.ts';
import { type ImageGroup, imageGroupOf, type Scope, supportOn } from '../../totals.ts';
import { h } from '../dom.ts';
import { data, isCompared, textsWith } from '../fleet.ts';
import { imageParts, stateChoice, stateMark, supportDay, supportText } from '../parts.ts';
import type { Narrowing, Table } from '../table.ts';
import { includes, placeColumns, repositoryFilter, rowsOf, supportChoice } from './columns.ts';

const { stages, texts } = data;

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
