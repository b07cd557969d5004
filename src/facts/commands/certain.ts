import type { Command } from '../../shell/script.ts';

/**
 * Whether a command certainly runs, and its failure matters: it is in no condition, loop or function, not behind `||`, and
 * not allowed to fail.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN make && make test || true; if a; then b; fi\n').runs;
 * run!.commands.filter(certainlyRuns).map(({ name }) => name); // => []
 */
export function certainlyRuns(command: Command): boolean {
  return !command.context.mayFail && isUnconditional(command);
}

/** Whether a command always runs when its script does, unless one before it ends the script. */
export function isUnconditional({ context: { inside, after } }: Command): boolean {
  return after !== '||' && inside.every((what) => what === 'group' || what === 'subshell');
}
