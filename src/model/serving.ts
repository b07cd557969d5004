import { knownText } from '../dockerfile/value.ts';
import { containerStartOf } from './container-start.ts';
import type { Stage } from './model.ts';

/** Variables that only the inference server and its boot script read. */
const VARIABLES = ['AZUREML_ENTRY_SCRIPT', 'AML_APP_ROOT'];

/** Whether a container of a stage serves a model with the inference server; see {@link Stage.serves}. */
export function isForServing(stage: Stage): boolean {
  if (stage.family !== 'training') return stage.family === 'inference';
  return containerStartOf(stage).kind === 'services' || VARIABLES.some((name) => sets(stage, name));
}

/** Whether an ENV of the file leaves a variable set; an unknown value is taken as not empty. */
function sets({ atEnd }: Stage, name: string): boolean {
  const binding = atEnd.env(name);
  return binding?.by === 'ENV' && knownText(binding.value) !== '';
}
