/** The repository that the files of a run are in. */
import { dirname, relative, resolve, sep } from 'node:path';
import { branchOf, type Environment, repositoryInCi, webAddress } from '../report/provenance.ts';
import type { Repository } from '../report/run.ts';
import { present } from '../text/present.ts';
import { nameless, standardInput } from './discover.ts';
import { gitHeadOf } from './git-head.ts';
import { checkoutRoot } from './repository.ts';

/** The repository of some files, and where they are in it. */
interface RunRepository {
  readonly repository: Repository | undefined;
  /** A file with its path from the root, if that is known and another one than that from the working directory. */
  placed<File extends PathFromHere>(file: File): File;
}

/** A file by its path as shown to people. */
interface PathFromHere {
  readonly path: string;
  readonly repositoryPath?: string | undefined;
}

/**
 * The repository of the files of a run: what git knows of it, and what the variables of CI add to that. Unknown if the files are in
 * several.
 *
 * @param files absolute, or standard input
 */
export function repositoryOfRun(files: readonly string[], cwd: string, env: Environment): RunRepository {
  const root = commonRoot(files, cwd, env);
  const known = root === undefined ? undefined : joined(gitRepository(root), repositoryInCi(env));
  return {
    repository: known && Object.keys(known).length > 0 ? known : undefined,
    placed(file) {
      if (root === undefined || root === cwd || file.path === nameless) return file;
      const repositoryPath = relative(root, resolve(cwd, file.path)).replaceAll(sep, '/');
      return { ...file, repositoryPath };
    },
  };
}

/** The root of the repository of all files; that of the working directory stands in for text without a file. */
function commonRoot(files: readonly string[], cwd: string, env: Environment): string | undefined {
  const folders = new Set(files.map((file) => (file === standardInput ? cwd : dirname(file))));
  const roots = new Set(
    [...(folders.size === 0 ? [cwd] : folders)].map((folder) => checkoutRoot(folder, env)),
  );
  const [root, ...others] = roots;
  return others.length === 0 ? root : undefined;
}

function gitRepository(root: string): Repository {
  const { remote, commit, reference } = gitHeadOf(root);
  return present<Repository>({
    uri: webAddress(remote),
    commit,
    branch: reference && branchOf(reference),
  });
}

/**
 * What git knows, completed by CI if that is about the same repository: a pipeline may look at clones of others. CI checks out a
 * commit, so that git does not know the branch.
 */
function joined(git: Repository, ci: Repository): Repository {
  const isSame =
    git.uri === undefined ? git.commit === undefined || git.commit === ci.commit : isSameUri(git, ci);
  return isSame ? { ...ci, ...git } : git;
}

/** CI may have the address of another host name or protocol: the owner and the name decide. */
function isSameUri({ uri: one = '' }: Repository, { uri: other = '' }: Repository): boolean {
  const nameOf = (uri: string) => uri.toLowerCase().split('/').slice(-2).join('/');
  return nameOf(one) === nameOf(other);
}
