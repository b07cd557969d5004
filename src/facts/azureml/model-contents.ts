/** What is in the directory of a model, as far as it is known. */
import type { CopyStep, Stage } from '../../model/model.ts';
import { baseName, resolvePath } from '../../text/paths.ts';
import { type FileTree, type ImageFile, isFile } from '../image-files/file-tree.ts';
import { imageTree } from '../image-files/image-tree.ts';

/** A directory without a model in it. */
export interface ModelContents {
  /** Files of Git LFS that stand for others, with their paths. */
  readonly pointers: readonly { readonly path: string; readonly file: ImageFile }[];
  /** Files that only keep the directory, or describe it. */
  readonly others: readonly { readonly path: string; readonly file: ImageFile }[];
  /** A COPY of one of these. */
  readonly copy: CopyStep | undefined;
}

/**
 * The contents of a directory of the image that certainly holds no model: nothing, files that keep it in git or describe it, and
 * pointers of Git LFS. `undefined`: it may hold one, or there is no such directory.
 *
 * @param directory absolute and normalized
 */
export function contentsWithoutModel(stage: Stage, directory: string): ModelContents | undefined {
  const tree = imageTree(stage);
  const files = tree.at(directory) === 'directory' ? allFilesIn(tree, directory, DEEPEST) : undefined;
  if (!files) return undefined;
  const pointers = files.filter(({ file }) => isPointer(file));
  const others = files.filter(({ file }) => !isPointer(file));
  const isNothing = ({ path, file }: (typeof files)[number]) =>
    file.size === 0 ||
    KEEPERS.test(baseName(path)) ||
    (pointers.length > 0 && DESCRIPTIONS.test(baseName(path)));
  return others.every(isNothing) ? { pointers, others, copy: files[0]?.file.copy } : undefined;
}

const DEEPEST = 20;
const MOST = 2000;

/** All files below a directory; `undefined` unless all are known. */
function allFilesIn(tree: FileTree, directory: string, depth: number): ModelContents['pointers'] | undefined {
  const { names, isComplete } = tree.list(directory);
  if (!isComplete || depth === 0) return undefined;
  const found: { path: string; file: ImageFile }[] = [];
  for (const name of names) {
    const path = resolvePath(directory, name);
    const entry = tree.at(path);
    const inside = isFile(entry) ? [{ path, file: entry }] : allFilesIn(tree, path, depth - 1);
    if (!inside || found.length + inside.length > MOST) return undefined;
    found.push(...inside);
  }
  return found;
}

const KEEPERS =
  /^(?:\.git(?:keep|ignore|attributes)|\.keep|\.placeholder|\.DS_Store|README(?:\.\w+)?|LICENSE(?:\.\w+)?)$/i;

/** What lies beside the weights of a model, and is none: a `model.json` or a `model.txt` of boosted trees is one. */
const DESCRIPTIONS =
  /^(?:MLmodel|(?:[\w-]*config|tokenizer|vocab|special_tokens_map|added_tokens|[\w.-]+\.index)\.json|(?:conda|python_env)\.ya?ml|(?:requirements|merges|vocab)\.txt|[\w.-]+\.(?:md|py))$/i;

/**
 * Whether a file is one that Git LFS puts in the place of another until that is fetched.
 * Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
function isPointer({ text }: ImageFile): boolean {
  return text !== undefined && /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/.test(text);
}
