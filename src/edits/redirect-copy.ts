import { knownText } from '../dockerfile/value.ts';
import type { CopyStep } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import { normalizePath } from '../text/paths.ts';

/**
 * The edits that give a COPY or ADD another destination; `undefined` unless the destination is one plain word.
 *
 * @example
 * const text = 'FROM ubuntu\nCOPY src /app\n';
 * const [copy] = readDockerfile(text).copies;
 * applyEdits(text, redirectCopy(copy!, '/srv/app') ?? []); // => 'FROM ubuntu\nCOPY src /srv/app\n'
 */
export function redirectCopy(copy: CopyStep, destination: string): readonly Edit[] | undefined {
  const word = copy.instruction.destination;
  if (word === undefined || normalizePath(word.text) !== knownText(copy.destination)) return undefined;
  return [{ start: word.start, end: word.end, text: destination }];
}
