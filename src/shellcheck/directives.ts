/** `# shellcheck disable=SC2086` in a comment of the Dockerfile, which the builder takes out before the shell sees the script. */
import type { DockerfileModel } from '../model/model.ts';
import type { Span } from '../text/fragment.ts';
import { lineSpan } from '../text/source.ts';

/** A comment that switches codes off. */
interface Directive extends Span {
  readonly codes: readonly string[];
}

const DISABLE = /^\s*shellcheck\s+(?:\S+\s+)*?disable=(\S+)/;

/**
 * Makes a function that says whether a comment of a file switches a code off at a place: one above an instruction does so for the
 * whole of it, one inside it for its next line.
 */
export function disabledAt(file: DockerfileModel): (code: number, at: Span) => boolean {
  const directives = directivesIn(file);
  return (code, { start }) =>
    directives.some(
      (one) => one.start <= start && start < one.end && one.codes.some((text) => isOf(text, code)),
    );
}

function directivesIn({ dockerfile, source }: DockerfileModel): readonly Directive[] {
  const { comments, instructions } = dockerfile;
  const commented = new Set(comments.map(({ line }) => line));
  return comments.flatMap(({ text, line, start }): Directive[] => {
    const match = DISABLE.exec(text);
    if (match === null) return [];
    const codes = match[1]!.split(',');
    const around = instructions.find((one) => one.start < start && start < one.end);
    let next = line + 1;
    while (commented.has(next)) next++;
    if (around !== undefined) return [{ ...lineSpan(source, next), codes }];
    const below = instructions.find((one) => one.startLine === next);
    return below === undefined ? [] : [{ start: below.start, end: below.end, codes }];
  });
}

/** `SC2086`, `2086`, `SC2000-SC2100`, `all`. */
function isOf(text: string, code: number): boolean {
  if (text === 'all') return true;
  const [first, last = first] = text.split('-').map((one) => Number(one.replace(/^SC/, '')));
  return first !== undefined && last !== undefined && first <= code && code <= last;
}
