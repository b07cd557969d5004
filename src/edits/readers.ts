import type { KeyValue } from '../dockerfile/tree.ts';
import { readersOf } from '../facts/azureml/variable-readers.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { ProposedFix } from '../rule/rule.ts';

/**
 * A fix that takes a variable away, or gives it another value, as far as that may be: not at all where the file reads the variable,
 * and only as an unsafe one where something may that is not known.
 */
export function unlessRead(file: DockerfileModel, pair: KeyValue, fix: ProposedFix): ProposedFix | undefined {
  const { places, perhaps } = readersOf(file, pair.name.text, pair);
  if (places.length > 0) return undefined;
  return perhaps ? { ...fix, safety: 'unsafe' } : fix;
}
