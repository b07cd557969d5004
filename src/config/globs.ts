import picomatch from 'picomatch';
import type { OneOrMore } from './shape.ts';

/** Whether a path is meant; it is relative to what the globs are relative to, with forward slashes. */
export type Matches = (path: string) => boolean;

/**
 * Matches paths against globs. A glob without a slash holds in every directory, one that begins with a slash only at the top;
 * a glob for a directory holds for all that is in it; one that begins with `!` takes back what those before it have
 * matched.
 */
export function matcher(globs: OneOrMore): Matches {
  const steps = [globs].flat().map((glob) => {
    const takesBack = /^!(?!\()/.test(glob);
    const bare = glob.slice(takesBack ? 1 : 0).replace(/\/$/, '');
    const rooted = bare.includes('/') ? bare.replace(/^\.?\//, '') : `**/${bare}`;
    return { matched: !takesBack, test: picomatch([rooted, `${rooted}/**`], { dot: true }) };
  });
  return (path) => steps.reduce((before, { matched, test }) => (test(path) ? matched : before), false);
}
