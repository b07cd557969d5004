import type { BuildContext } from '../../context/context.ts';
import { resolvePath } from '../../text/paths.ts';
import { MOST_ENTRIES } from './context-tree.ts';

/** What is uploaded of a context. */
export interface UploadSize {
  readonly files: number;
  readonly bytes: number;
}

/**
 * How much Azure ML's client uploads of a context. Counting stops at more than `most`. `undefined`: too much is not known.
 *
 * @param most neither of which may be exceeded
 */
export function uploadSize(context: BuildContext, most: UploadSize): UploadSize | undefined {
  let [files, bytes, looked] = [0, 0, 0];
  const open = ['/'];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const by = context.keptBackBy(at);
    const names = context.list(at);
    if (names !== undefined) {
      looked += names.length;
      if (looked > MOST_ENTRIES) return undefined;
      if (!by || by.hasExceptions) for (const name of names) open.push(resolvePath(at, name));
    } else if (!by && context.stat(at) !== 'missing') {
      files += 1;
      bytes += context.size(at) ?? 0;
      if (files > most.files || bytes > most.bytes) break;
    }
  }
  return { files, bytes };
}
