import { isAbsolute, relative } from 'node:path';
import picomatch from 'picomatch';
import { slashed } from './paths.ts';
import type { OneOrMore } from './shape.ts';

/** Whether a path, absolute and of this system, is meant. */
export type Matches = (path: string) => boolean;

/** What globs are relative to. */
export interface GlobBase {
  /** The directory of the configuration file. */
  readonly directory: string;
  /** For paths outside of it, which `--config` makes possible. */
  readonly cwd: string;
}

/**
 * Matches paths against globs. A glob without a slash holds in every directory, one that begins with a slash in that of the
 * configuration; a glob for a directory holds for all that is in it; one that begins with `!` takes back what those
 * before it have matched.
 */
export function matcher(globs: OneOrMore, base: GlobBase): Matches {
  const steps = [globs].flat().map((glob) => {
    const takesBack = /^!(?!\()/.test(glob);
    const bare = glob.slice(takesBack ? 1 : 0).replace(/\/$/, '');
    const rooted = bare.includes('/') ? bare.replace(/^\.?\//, '') : `**/${bare}`;
    return { matched: !takesBack, test: picomatch([rooted, `${rooted}/**`], { dot: true }) };
  });
  return (path) => {
    const inside = slashed(relative(base.directory, path));
    const shown = inside.startsWith('../') || isAbsolute(inside) ? slashed(relative(base.cwd, path)) : inside;
    return steps.reduce((before, { matched, test }) => (test(shown) ? matched : before), false);
  };
}
