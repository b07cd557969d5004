/** The formats of an inventory. */
import { data, print } from '../view.ts';
import { inventoryCsv } from './csv.ts';
import { inventoryJson } from './json.ts';
import { inventoryMarkdown } from './markdown.ts';
import { inventoryTable, type TableLook } from './table.ts';
import { type InventoryRun, inventoryView } from './view.ts';

/** Every value of `--format`. */
export type InventoryFormat = 'text' | 'json' | 'csv' | 'markdown';

/** An inventory in a format. */
export function writtenInventory(run: InventoryRun, format: InventoryFormat, look: TableLook): string {
  if (format === 'json') return inventoryJson(inventoryView(run, data));
  const view = inventoryView(run, { ...print, words: print.name });
  if (format === 'csv') return inventoryCsv(view);
  return format === 'markdown' ? inventoryMarkdown(view) : inventoryTable(view, look);
}
