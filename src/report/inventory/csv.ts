import { csvOf } from '../../text/csv.ts';
import { type InventoryView, type PlacedEntry, placedEntries } from './view.ts';

type Column = readonly [
  title: string,
  value: (one: PlacedEntry, view: InventoryView) => string | number | boolean | undefined,
];

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

/** For spreadsheets: a header, and a row for each entry. */
export function inventoryCsv(view: InventoryView): string {
  const rows = placedEntries(view).map((one) => COLUMNS.map(([, value]) => value(one, view)));
  return csvOf([COLUMNS.map(([title]) => title), ...rows]);
}
