import type { Command } from '../../shell/script.ts';

/**
 * Whether a command certainly runs, and its failure matters: it is in no condition, loop or function, not behind `||`, and
 * not allowed to fail.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN make && make test || true; if a; then b; fi\n').runs;
 * run!.commands.filter(certainlyRuns).map(({ name }) => name); // => []
 */
export function certainlyRuns({ context: { mayFail, inside, after } }: Command): boolean {
  return !mayFail && after !== '||' && inside.every((what) => what === 'group' || what === 'subshell');
}
