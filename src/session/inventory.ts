/** The inventory of the text of a file. */
import type { InventoryEntry } from '../inventory/entry.ts';
import { inventoryOf } from '../inventory/inventory.ts';
import { kindNamed } from '../kinds/index.ts';
import type { Settings } from '../rule/settings.ts';

export { inventoryOf };

/** What the stages and environments in a text are built on. No rule runs. */
export function inventoryOfText(
  text: string,
  settings: Settings,
  path: string,
  kind: string,
): readonly InventoryEntry[] {
  // Documentation text is read as what it stands for, as where it is a finding.
  return inventoryOf(kindNamed(kind).analyze(text, path, () => ({ ...settings, tellsPlaceholders: true })));
}
