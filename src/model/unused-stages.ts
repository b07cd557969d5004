import type { Stage } from './model.ts';

/**
 * The stages whose result goes nowhere: nothing builds on them, copies or mounts from them, and they are not the last. A named one may be
 * built by its name (`--target`), unless it is on an image of Azure ML and the last stage is not: Azure ML builds the last. None in a
 * file that chooses stages by variables.
 */
export function unusedStages(stages: readonly Stage[]): readonly Stage[] {
  const last = stages[stages.length - 1];
  if (!last || stages.some(choosesStage)) return [];
  const builtOn = new Set(stages.map(({ parent }) => parent));
  const isUnused = (stage: Stage) => stage !== last && !builtOn.has(stage) && !stage.copiedFrom;
  const isReplaced = (stage: Stage) => isOfAzureML(stage) && !isOfAzureML(last);
  return stages.filter((stage) => isUnused(stage) && (stage.name === undefined || isReplaced(stage)));
}

function isOfAzureML({ root: { base } }: Stage): boolean {
  return base.kind === 'image' && base.family !== 'other';
}

/** Whether a variable of a FROM may hold the name of a stage: `$BASE` and `build-${KIND}`, but not `python:$VERSION`. */
function choosesStage({ from: { image } }: Stage): boolean {
  const text = image?.text ?? '';
  return text.includes('$') && !/[/:@]/.test(text.replaceAll(/\$\{[^}]*\}/g, ''));
}
