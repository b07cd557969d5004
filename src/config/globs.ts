import { isPlain, type PathMatcher, pathMatcher } from '../text/path-glob.ts';
import type { OneOrMore } from './schema.ts';

/** Whether a path matches; it is relative to the same directory as the globs, with forward slashes. */
export type Matches = (path: string) => boolean;

/**
 * Matches paths against globs. A glob without a slash matches in every directory, one that begins with a slash only at
 * the top; a glob for a directory matches everything in it; one that begins with `!` excludes what earlier globs
 * matched.
 */
export function matcher(globs: OneOrMore): Matches {
  const steps: Step[] = [];
  for (const glob of [globs].flat()) {
    const takesBack = glob.startsWith('!');
    const bare = glob.slice(takesBack ? 1 : 0).replace(/\/$/, '');
    const last = steps.at(-1);
    const step = last?.matched === !takesBack ? last : newStep(!takesBack);
    if (step !== last) steps.push(step);
    add(step, bare);
  }
  // The last glob that matches a path decides.
  steps.reverse();
  return (path) => {
    const above = [...directoriesOf(path), path];
    return steps.find((step) => isMeant(step, above))?.matched ?? false;
  };
}

/** Consecutive globs with the same effect. Names and paths, of which there can be many, are looked up. */
interface Step {
  readonly matched: boolean;
  readonly names: Set<string>;
  readonly paths: Set<string>;
  readonly namePatterns: PathMatcher[];
  readonly pathPatterns: PathMatcher[];
}

function newStep(matched: boolean): Step {
  return { matched, names: new Set(), paths: new Set(), namePatterns: [], pathPatterns: [] };
}

function add({ names, paths, namePatterns, pathPatterns }: Step, glob: string): void {
  if (!glob.includes('/')) {
    if (isPlain(glob)) names.add(glob);
    else namePatterns.push(whenAsked(glob));
    return;
  }
  const rooted = glob.replace(/^\.?\//, '');
  if (isPlain(rooted)) paths.add(rooted);
  else pathPatterns.push(whenAsked(rooted));
}

/** Compiles a glob when it is first needed: most runs need only some. */
function whenAsked(glob: string): PathMatcher {
  let made: PathMatcher | undefined;
  return (path) => {
    made ??= pathMatcher(glob);
    return made(path);
  };
}

/** Whether a path, or a directory that contains it, matches. */
function isMeant(step: Step, above: readonly string[]): boolean {
  return above.some((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return (
      step.names.has(name) ||
      step.paths.has(path) ||
      step.namePatterns.some((matches) => matches(name)) ||
      step.pathPatterns.some((matches) => matches(path))
    );
  });
}

/** `a`, `a/b` for `a/b/c`. */
function directoriesOf(path: string): readonly string[] {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index);
  return ends.map((end) => path.slice(0, end));
}
