/** The basis of all inventories: without secrets, with text that is as safe as its destination requires. */
import type { InventoryEntry } from '../../inventory/entry.ts';
import { maskerFor, plainMasker } from '../../text/masker.ts';
import type { Repository, RunError } from '../run.ts';
import { errorViews, type Medium, namesIn } from '../view.ts';

/** The inventory of some files, ready to be shown. */
export interface InventoryRun {
  /** In order of path; those in which nothing is built on an image too. */
  readonly files: readonly InventoryFile[];
  readonly errors: readonly RunError[];
  readonly repository?: Repository | undefined;
  /** The day of the inventory, `YYYY-MM-DD`. */
  readonly now: string;
  /** Version of azml-lint. */
  readonly version: string;
}

/** One file. */
export interface InventoryFile {
  /** As shown to people. */
  readonly path: string;
  /** From the root of the repository, if that is known and another one. */
  readonly repositoryPath?: string | undefined;
  /** Its secrets are shown nowhere. */
  readonly text: string;
  readonly entries: readonly InventoryEntry[];
}

/** An inventory that can be shown. */
export interface InventoryView {
  readonly files: readonly Omit<InventoryFile, 'text'>[];
  readonly errors: readonly { readonly message: string; readonly path: string | undefined }[];
  readonly repository: Repository | undefined;
  readonly now: string;
  readonly version: string;
}

export function inventoryView(
  run: InventoryRun,
  { words, name }: Medium<{ toString(): string }>,
): InventoryView {
  const plain = (text: string) => name(text, plainMasker);
  const errors = errorViews(run.errors, { name, words });
  return {
    files: run.files.map(({ path, repositoryPath, text, entries }) => {
      const masker = maskerFor(text);
      return {
        path: plain(path),
        ...(repositoryPath !== undefined && { repositoryPath: plain(repositoryPath) }),
        entries: entries.map((entry) => namesIn(entry, (one) => name(one, masker))),
      };
    }),
    errors: errors.map(({ message, path }) => ({ message: String(message), path })),
    repository: run.repository && namesIn(run.repository, plain),
    now: run.now,
    version: run.version,
  };
}

/** An entry with the file that it is in. */
export interface PlacedEntry {
  readonly file: InventoryView['files'][number];
  readonly entry: InventoryEntry;
}

/** All entries, in order of file and place. */
export function placedEntries({ files }: InventoryView): readonly PlacedEntry[] {
  return files.flatMap((file) => file.entries.map((entry) => ({ file, entry })));
}

/** The image for people: that of a stage on another stage is that stage. */
export function imageShown({ image: { text, reference, stage } }: InventoryEntry): string {
  return stage ?? (reference ?? text).replace(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}

const PRODUCTS = { ubuntu: 'Ubuntu', python: 'Python' } as const;

/** What ends on the last day of support: `Ubuntu 20.04`, `deprecated`. */
export function endShown(entry: InventoryEntry): string | undefined {
  const { ends, status } = entry;
  if (ends === undefined) return undefined;
  return ends === 'image' ? status : `${PRODUCTS[ends]} ${entry[ends]}`;
}

/** The last day of support; without one, why there is none. */
export function untilShown({ supportedUntil, supported, status }: InventoryEntry): string {
  return supportedUntil ?? (supported === false ? (status ?? '') : '');
}
