import { type InventoryView, type PlacedEntry, placedEntries } from './view.ts';

type Column = readonly [title: string, value: (one: PlacedEntry, view: InventoryView) => unknown];

const COLUMNS: readonly Column[] = [
  ['repository', (_, { repository }) => repository?.uri],
  ['commit', (_, { repository }) => repository?.commit],
  ['file', ({ file }) => file.repositoryPath ?? file.path],
  ['line', ({ entry }) => entry.line],
  ['kind', ({ entry }) => entry.kind],
  ['name', ({ entry }) => entry.name],
  ['final', ({ entry }) => entry.final],
  ['written', ({ entry }) => entry.image.text],
  ['from_stage', ({ entry }) => entry.image.stage],
  ['image', ({ entry }) => entry.image.reference],
  ['image_registry', ({ entry }) => entry.image.registry],
  ['image_repository', ({ entry }) => entry.image.repository],
  ['tag', ({ entry }) => entry.image.tag],
  ['digest', ({ entry }) => entry.image.digest],
  ['family', ({ entry }) => entry.family],
  ['status', ({ entry }) => entry.status],
  ['ubuntu', ({ entry }) => entry.ubuntu],
  ['debian', ({ entry }) => entry.debian],
  ['python', ({ entry }) => entry.python],
  ['cuda', ({ entry }) => entry.cuda],
  ['supported', ({ entry }) => entry.supported],
  ['supported_until', ({ entry }) => entry.supportedUntil],
  ['ends', ({ entry }) => entry.ends],
  ['successor', ({ entry }) => entry.successor],
  ['user', ({ entry }) => entry.user],
  ['entry_script', ({ entry }) => entry.entryScript],
];

/** For spreadsheets: a header, and a row for each entry, as in RFC 4180. What is not known is empty. */
export function inventoryCsv(view: InventoryView): string {
  const rows = placedEntries(view).map((one) => COLUMNS.map(([, value]) => value(one, view)));
  return [COLUMNS.map(([title]) => title), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Ordinary names need no quotes. Spreadsheets of some languages take semicolons as separators. */
const PLAIN = /^[\w./:@ +-]*$/;

/**
 * A cell. A spreadsheet runs what begins like a formula: an apostrophe before it makes it text. Source:
 * https://owasp.org/www-community/attacks/CSV_Injection.
 */
function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value);
  const harmless = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(text) ? `'${text}` : text;
  return PLAIN.test(harmless) ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}
