import type { BuildContext } from '../context/context.ts';

/** A build context that is looked for when something is asked of it: most Dockerfiles ask nothing. */
export function lazyContext(find: () => BuildContext): BuildContext {
  let found: BuildContext | undefined;
  const context = (): BuildContext => {
    found ??= find();
    return found;
  };
  return {
    get certainty() {
      return context().certainty;
    },
    get folder() {
      return context().folder;
    },
    get reason() {
      return context().reason;
    },
    stat: (path) => context().stat(path),
    list: (directory) => context().list(directory),
    read: (path) => context().read(path),
    source: (path) => context().source(path),
    size: (path) => context().size(path),
    ignoredBy: (path) => context().ignoredBy(path),
    keptBackBy: (path) => context().keptBackBy(path),
    isUntracked: (path) => context().isUntracked(path),
  };
}
