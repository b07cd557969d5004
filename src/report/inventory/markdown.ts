import {
  endShown,
  type InventoryView,
  imageShown,
  type PlacedEntry,
  placedEntries,
  untilShown,
} from './view.ts';

const COLUMNS: readonly (readonly [title: string, value: (one: PlacedEntry) => string])[] = [
  ['File', ({ file, entry }) => code(`${file.path}:${entry.line}`)],
  ['Stage', ({ entry }) => code(entry.name)],
  ['Image', ({ entry }) => code(imageShown(entry))],
  ['Family', ({ entry }) => plain(entry.family)],
  ['Supported until', ({ entry }) => plain(until(entry))],
  ['Use instead', ({ entry }) => code(entry.successor)],
  ['User', ({ entry }) => code(entry.user)],
  ['Entry script', ({ entry }) => code(entry.entryScript)],
];

/** A table for a page or a comment. */
export function inventoryMarkdown(view: InventoryView): string {
  const rows = placedEntries(view).map((one) => COLUMNS.map(([, value]) => value(one)));
  const titles = COLUMNS.map(([title]) => title);
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function until(entry: PlacedEntry['entry']): string {
  const end = endShown(entry);
  return untilShown(entry) + (end === undefined ? '' : ` (${end})`);
}

/** A name as code; one with a character that would end the code, or the cell, is shown as it is. */
function code(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return /^[\w./:@+~<>{}$()=, -]+$/.test(text) ? `\`${text.trim()}\`` : plain(text);
}

/** As HTML entities, whatever could have a meaning in Markdown has none. */
function plain(text: string | undefined): string {
  return (text ?? '').replaceAll(/[^\p{L}\p{N}\s./(),-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
