import type { Io, Output } from './io.ts';

/**
 * Whether the output to a stream is colored. The option decides; then FORCE_COLOR and NO_COLOR, as in
 * https://force-color.org and https://no-color.org; then whether the stream is a terminal with colors.
 */
export function isColored(option: boolean | undefined, stream: Output, env: Io['env']): boolean {
  if (option !== undefined) return option;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return stream.isTTY === true && terminal !== 'dumb';
}
