import type { Instruction, KeyValue } from '../dockerfile/tree.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt } from '../text/source.ts';
import { wholeLines } from './lines.ts';

/**
 * The edit that removes a `NAME=value` from an instruction, with the blanks, comments and line ends up to its neighbor;
 * if it is the only one, the edit removes the whole instruction.
 *
 * @example
 * const text = 'FROM ubuntu\nENV A=1 B=2\n';
 * const file = readDockerfile(text);
 * const { step, pair } = file.finalStage!.envSetting('A')!;
 * applyEdits(text, [deleteKeyValue(file, step.instruction, pair)]); // => 'FROM ubuntu\nENV B=2\n'
 */
export function deleteKeyValue({ source }: DockerfileModel, instruction: Instruction, pair: KeyValue): Edit {
  const pairs = 'pairs' in instruction ? instruction.pairs : [];
  const index = pairs.findIndex(({ start }) => start === pair.start);
  const [before, after] = [pairs[index - 1], pairs[index + 1]];
  if (before) return { start: before.end, end: pair.end, text: '' };
  if (after) return { start: pair.start, end: after.start, text: '' };
  return { ...wholeLines(source, lineAt(source, instruction.start), instruction.endLine), text: '' };
}
