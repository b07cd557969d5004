/** What one instruction does to the files of an image, at one place. */
import { isWithin } from '../../text/paths.ts';
import {
  EMPTY_LISTING,
  type FileTree,
  isFile,
  type TreeEntry,
  type TreeListing,
  UNKNOWN_LISTING,
} from './file-tree.ts';

/**
 * What a layer says of a path. `unchanged`: as in the layers below; `perhaps`: it may have put something there, and leaves
 * alone what was there; `edited`: what was there may be another text, or gone.
 */
type Verdict = TreeEntry | 'unchanged' | 'perhaps' | 'edited';

/** The effect of an instruction on a place and what is below it. */
export interface Layer {
  /** Absolute and normalized. */
  readonly place: string;
  at(path: string): Verdict;
  /** The names that it adds to a directory. */
  list(directory: string): TreeListing;
  /** Nothing of the layers below shows through at its place. */
  readonly hides: boolean;
}

/** A directory that certainly exists. */
export function directoryLayer(place: string): Layer {
  return {
    place,
    hides: false,
    at: (path) => (isWithin(place, path) ? 'directory' : 'unchanged'),
    list: (directory) => nextName(place, directory),
  };
}

/** A place about which nothing is known any more. */
export function unknownLayer(place: string): Layer {
  return {
    place,
    hides: true,
    at: (path) => (isWithin(path, place) ? 'unknown' : 'perhaps'),
    list: () => UNKNOWN_LISTING,
  };
}

/** A place where something may have come to lie, besides what was there. */
export function perhapsLayer(place: string): Layer {
  return { place, hides: false, at: () => 'perhaps', list: () => UNKNOWN_LISTING };
}

/** A place where files may have been changed, none added. */
export function editedLayer(place: string, isEdited: (path: string) => boolean = () => true): Layer {
  return {
    place,
    hides: false,
    at: (path) => (isWithin(path, place) && isEdited(path) ? 'edited' : 'unchanged'),
    list: () => EMPTY_LISTING,
  };
}

/** Files put at a place; the paths of the tree begin there. */
export function filesLayer(place: string, files: FileTree): Layer {
  const below = (path: string) => path.slice(place === '/' ? 0 : place.length) || '/';
  return {
    place,
    hides: false,
    at(path) {
      if (!isWithin(path, place)) return 'directory';
      const entry = files.at(below(path));
      if (entry !== 'absent') return entry;
      return path !== place && isFile(files.at('/')) ? 'absent' : 'unchanged';
    },
    list: (directory) =>
      isWithin(directory, place) ? files.list(below(directory)) : nextName(place, directory),
  };
}

/** The name in a directory above a place that leads to the place. */
function nextName(place: string, directory: string): TreeListing {
  if (place === directory || !isWithin(place, directory)) return EMPTY_LISTING;
  const rest = place.slice(directory === '/' ? 1 : directory.length + 1);
  return { names: [rest.split('/', 1)[0]!], isComplete: true };
}
