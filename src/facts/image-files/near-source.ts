import { closestMatch } from '../../text/closest-match.ts';
import { baseName, resolvePath } from '../../text/paths.ts';
import type { ContextSource } from './context-sources.ts';
import { type ContextView, contextView } from './context-tree.ts';

/** A path that was probably meant. */
export interface NearSource {
  /** As a source of a COPY. */
  readonly path: string;
  /** Only the case of letters differs. */
  readonly isOtherCase: boolean;
}

/** So many names are compared. */
const MOST_NAMES = 2_000;

/**
 * What a source that is missing in its context was probably meant to be: the same path in other letters, or nearly so, or the
 * only file of that name.
 */
export function nearSource({ path, context }: ContextSource): NearSource | undefined {
  const view = contextView(context, 'ignored');
  const near = similarPath(view, path) ?? onlyNamesake(view, path);
  return near === undefined
    ? undefined
    : { path: near.slice(1), isOtherCase: near.toLowerCase() === path.toLowerCase() };
}

/** The path with each part that is not there replaced by the nearest name that is. */
function similarPath(view: ContextView, path: string): string | undefined {
  let at = '/';
  for (const part of path.slice(1).split('/')) {
    const exact = resolvePath(at, part);
    const { names } = view.list(at);
    const wrong = part.toLowerCase();
    const near = names.includes(part)
      ? part
      : (names.find((name) => name.toLowerCase() === wrong) ??
        (names.length > MOST_NAMES ? undefined : closestMatch(part, names, 2)));
    if (near === undefined) return undefined;
    at = near === part ? exact : resolvePath(at, near);
  }
  return at;
}

/** The only entry of the same name elsewhere in the context. */
function onlyNamesake(view: ContextView, path: string): string | undefined {
  const name = baseName(path);
  const found: string[] = [];
  const open = ['/'];
  let looked = 0;
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const { names } = view.list(at);
    looked += names.length;
    if (looked > MOST_NAMES) return undefined;
    for (const one of names) {
      const child = resolvePath(at, one);
      if (one === name) found.push(child);
      else if (view.at(child) === 'directory') open.push(child);
    }
  }
  return found.length === 1 ? found[0] : undefined;
}
