import type { Step } from '../../model/model.ts';
import { overlapsAny } from '../../text/spans.ts';
import { confusablesIn } from './confusables.ts';
import { swallowedInstructions } from './swallowed.ts';

/**
 * Whether the builder reads other words in an instruction than were meant, or refuses them: a character in it is confused with another one, it
 * has swallowed the instruction below, or its form is wrong. The rules about those say so.
 */
export function isMisread({ start, end, instruction, stage: { file } }: Step): boolean {
  const place = { start, end };
  return (
    swallowedInstructions(file).some(({ by }) => by === instruction) ||
    overlapsAny(place, file.dockerfile.problems) ||
    overlapsAny(place, confusablesIn(file))
  );
}
