import type { RunStep } from '../../model/model.ts';
import { knownWords } from '../../model/script-values.ts';
import type { Command } from '../../shell/script.ts';

/**
 * Whether a variable may hold options of a command: one without quotes, whose value begins with a dash or is not known. The
 * only operand of a command is what it is about, and no option.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN wget $OPTIONS https://x.io/a && wget $URL\n').runs;
 * run!.commands.map((command) => mayHoldOptions(run!, command)); // => [true, false]
 */
export function mayHoldOptions(run: RunStep, command: Command): boolean {
  return command.targets.some((word) => {
    if (word.literal || word.quoted || !/^\$\{?\w+\}?$/.test(word.text)) return false;
    const known = knownWords(run, command, word);
    return known ? known.some((text) => text.startsWith('-')) : command.targets.length > 1;
  });
}
