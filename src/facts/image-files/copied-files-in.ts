import type { Stage } from '../../model/model.ts';
import { resolvePath } from '../../text/paths.ts';
import { type FileTree, type ImageFile, isFile } from './file-tree.ts';
import { imageTree } from './image-tree.ts';

/** A file of an image with its place. */
export interface PlacedFile {
  readonly path: string;
  readonly file: ImageFile;
}

/** So many files of a directory are looked at, and so many levels below it. */
const MOST = 5000;
const DEEPEST = 20;

/**
 * The files below a directory that certainly are in the image of a stage because a COPY or ADD put them there, in order.
 *
 * @param directory absolute and normalized
 */
export function copiedFilesIn(stage: Stage, directory: string): readonly PlacedFile[] {
  const found: PlacedFile[] = [];
  collect(imageTree(stage), directory, DEEPEST, found);
  return found;
}

function collect(tree: FileTree, directory: string, depth: number, found: PlacedFile[]): void {
  for (const name of tree.list(directory).names) {
    if (found.length >= MOST) return;
    const path = resolvePath(directory, name);
    const entry = tree.at(path);
    if (isFile(entry)) found.push({ path, file: entry });
    else if (entry === 'directory' && depth > 0) collect(tree, path, depth - 1, found);
  }
}
