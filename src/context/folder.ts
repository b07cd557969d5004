import { baseName, resolvePath } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import type { BuildContext, Certainty } from './context.ts';
import { type Files, filesOf, fromRoot } from './files.ts';
import { gitIgnore } from './git-ignore.ts';
import { type IgnoreFile, nothingIgnored, readIgnoreFile } from './ignore-file.ts';
import { readUploadIgnoreFile } from './upload-ignore-file.ts';

const DOCKERIGNORE = '.dockerignore';

/** A folder as a build context, and why it is one. */
export interface ContextFolder {
  /** From the root of the files. */
  readonly path: string;
  /** As shown to people. */
  readonly shown: string;
  readonly certainty: Certainty;
  readonly reason: string;
  /**
   * The Dockerfile, from the root of the files: an ignore file that is named after it replaces `.dockerignore` of the context.
   * Source: https://docs.docker.com/build/concepts/context/#filename-and-location
   */
  readonly dockerfile?: string | undefined;
  /** The files among which the Dockerfile is, if they are others. */
  readonly around?: Files | undefined;
}

/** A folder of some files as a build context. */
export function folderContext(
  files: Files,
  { path: folder, shown, certainty, reason, dockerfile, around = files }: ContextFolder,
): BuildContext {
  // A path cannot lead out of the folder, because it is cleaned from its root first.
  const on = (path: string) => resolvePath(folder, `.${fromRoot(path)}`);
  let ignoreFile: IgnoreFile | undefined;
  let uploadIgnoreFile: IgnoreFile | undefined;
  let isIgnoredByGit: ((path: string) => boolean) | undefined;
  const ignored = () => {
    if (ignoreFile) return ignoreFile;
    const own = dockerfile === undefined ? undefined : around.read(`${dockerfile}${DOCKERIGNORE}`);
    ignoreFile = ignoreFileOf(own ?? files.read(on(DOCKERIGNORE)));
    return ignoreFile;
  };
  return {
    certainty,
    folder: shown,
    reason,
    stat(path) {
      const entry = files.stat(on(path));
      const isThere = entry === 'file' || entry === 'directory';
      return isThere && fromRoot(path) !== '/' && ignored().ignoredBy(path) ? 'ignored' : entry;
    },
    list: (path) => files.list(on(path)),
    read: (path) => files.read(on(path))?.text,
    source: (path) => files.read(on(path)),
    size: (path) => files.size(on(path)),
    ignoredBy: (path) => ignored().ignoredBy(path),
    keptBackBy(path) {
      uploadIgnoreFile ??= readUploadIgnoreFile(files, folder);
      return uploadIgnoreFile.ignoredBy(path);
    },
    isUntracked(path) {
      isIgnoredByGit ??= gitIgnore(files);
      return isIgnoredByGit(on(path));
    },
  };
}

function ignoreFileOf(source: SourceFile | undefined): IgnoreFile {
  return source ? readIgnoreFile(source.text, baseName(source.path)) : nothingIgnored;
}

/**
 * A context with exactly the given files. One of them may be `.dockerignore`.
 *
 * @param texts by path, from the root of the context
 *
 * @example
 * const context = contextOf({ 'src/score.py': 'def init(): …' });
 * ['/src', 'src/score.py', 'score.py'].map((path) => context.stat(path)); // => ['directory', 'file', 'missing']
 */
export function contextOf(texts: Readonly<Record<string, string>>): BuildContext {
  const reason = 'given by the caller';
  return folderContext(filesOf(texts), { path: '/', shown: '.', certainty: 'given', reason });
}
