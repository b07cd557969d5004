/** Requirement files together with those that they read. */
import { baseName } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import {
  type Include,
  type Requirement,
  type RequirementFile,
  type RequirementOption,
  readRequirements,
} from './requirement-file.ts';

/** What pip gets from a file and the files that it reads. */
export interface RequirementSet {
  readonly packages: readonly Requirement[];
  readonly options: readonly RequirementOption[];
  /** Every file that was read, the first included. */
  readonly files: readonly SourceFile[];
  /** It reads a file that only restricts versions. */
  readonly isConstrained: boolean;
  /** Not everything that it reads is known. */
  readonly isPartial: boolean;
}

/** Larger sets are not written by hand, nor by a program that resolves what somebody has written. */
const MOST_FILES = 50;
const MOST_PACKAGES = 2000;

/**
 * Follows `-r` from file to file. A file that leads back to itself is read once.
 *
 * @param open the file at a path that is written in another file; `undefined` if it is not known
 */
export function requirementSet(
  first: RequirementFile,
  open: (path: string, from: SourceFile) => SourceFile | undefined,
): RequirementSet {
  const seen = new Set([first.source]);
  const packages: Requirement[] = [];
  const options: RequirementOption[] = [];
  let isConstrained = false;
  let isPartial = false;
  const add = (file: RequirementFile): void => {
    packages.push(...file.packages.slice(0, MOST_PACKAGES - packages.length));
    options.push(...file.options.slice(0, MOST_PACKAGES - options.length));
    isPartial ||= packages.length === MOST_PACKAGES;
    for (const include of file.includes) {
      if (include.kind === 'constraints') {
        isConstrained = true;
        continue;
      }
      const next = seen.size < MOST_FILES ? fileOf(include, file.source, open) : undefined;
      if (!next) isPartial = true;
      else if (!seen.has(next)) {
        seen.add(next);
        add(readRequirements(next));
      }
    }
  };
  add(first);
  return { packages, options, files: [...seen], isConstrained, isPartial };
}

function fileOf(
  { word: { text } }: Include,
  from: SourceFile,
  open: (path: string, from: SourceFile) => SourceFile | undefined,
): SourceFile | undefined {
  const isPath = !/^(?:https?|file|ftp):|\$\{/i.test(text) && baseName(text) !== '';
  return isPath ? open(text, from) : undefined;
}
