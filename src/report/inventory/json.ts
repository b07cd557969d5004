import { toJson } from '../escape.ts';
import type { InventoryView } from './view.ts';

/** Raised when a field is removed or changes its meaning; not when one is added. */
const SCHEMA_VERSION = 1;

/** For programs: the format in `schema/json-inventory.schema.json`, a part of that of a JSON report. */
export function inventoryJson({ version, repository, files, errors }: InventoryView): string {
  return toJson({
    version,
    schemaVersion: SCHEMA_VERSION,
    ...(repository && { repository }),
    files: files.map(({ entries, ...place }) => ({ ...place, stages: entries })),
    errors: errors.map(({ message, path }) => ({ message, ...(path !== undefined && { path }) })),
  });
}
