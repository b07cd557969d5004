import type { BuildContext } from '../context/context.ts';
import { fromRoot } from '../context/files.ts';
import { mostListed } from './limits.ts';

/**
 * A context of which so many entries are listed at most: directories beyond that are not known.
 *
 * @param onLimit called once, when there are more
 */
export function limitedContext(context: BuildContext, onLimit: () => void): BuildContext {
  const listed = new Map<string, readonly string[] | undefined>();
  let left = mostListed;
  return {
    ...context,
    list(directory) {
      const at = fromRoot(directory);
      if (listed.has(at)) return listed.get(at);
      if (left < 0) return undefined;
      const names = context.list(at);
      left -= names?.length ?? 0;
      if (left < 0) onLimit();
      const known = left < 0 ? undefined : names;
      listed.set(at, known);
      return known;
    },
  };
}
