import type { KeyValue } from '../dockerfile/tree.ts';
import { readersOf } from '../facts/azureml/variable-readers.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { ProposedFix } from '../rule/rule.ts';

/**
 * A fix that removes a variable, or changes its value, with its safety: there is no fix if the file reads the variable,
 * and only an unsafe one if something unknown may read it.
 */
export function unlessRead(file: DockerfileModel, pair: KeyValue, fix: ProposedFix): ProposedFix | undefined {
  const { places, perhaps } = readersOf(file, pair.name.text, pair);
  if (places.length > 0) return undefined;
  return perhaps ? { ...fix, safety: 'unsafe' } : fix;
}
