import {
  type Arrivals,
  arrivalsAt,
  type Binding,
  type Copy,
  defineRule,
  isAbsolute,
  isModelSource,
  knownText,
  type NearMiss,
  nearMissOf,
  normalise,
  positionAt,
  startsWithUnknownFiles,
} from 'azml-lint';

const VARIABLE = 'AZUREML_MODEL_DIR';

export default defineRule({
  id: 'model/not-copied',
  title: 'No model is copied to where AZUREML_MODEL_DIR points',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  messages: {
    nowhere:
      'Nothing is copied to `{directory}`, so the entry script finds no model under `AZUREML_MODEL_DIR`. ' +
      'Add `COPY model {directory}`, or leave the variable to Azure ML, which sets it when the deployment has a model.',
    elsewhere:
      'Nothing is copied to `{directory}`, so the entry script finds no model under `AZUREML_MODEL_DIR`: ' +
      'the COPY on line {line} goes to `{destination}`. Make the two the same.',
    contents:
      'The COPY on line {line} copies what is in `{source}` to `{destination}`, not `{source}` itself, so the entry script ' +
      'finds no model in `{directory}`. Copy to `{directory}`.',
    copied: 'copied to `{destination}`',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const binding = stage?.atEnd.env(VARIABLE);
    const directory = directoryOf(binding);
    if (!stage || !binding?.pair || directory === undefined) return;
    const arrivals = arrivalsAt(stage, directory, VARIABLE);
    const at = binding.pair.value ?? binding.pair;
    if (arrivals.inside.length > 0 || arrivals.named || arrivals.perhaps.some(goesAnywhere)) return;

    const missed = nearest(arrivals, directory);
    if (!missed && (arrivals.perhaps.length > 0 || arrivals.opaque || startsWithUnknownFiles(stage))) return;
    const copy = missed?.copy ?? arrivals.elsewhere.find(({ sources }) => sources.some(isModelSource));
    if (!copy) {
      report({ at, message: 'nowhere', data: { directory } });
      return;
    }
    const destination = knownText(copy.destination)!;
    const line = positionAt(file.source, copy.start).line;
    const related = [
      { at: copy.instruction.destination ?? copy, message: 'copied', data: { destination } },
    ] as const;
    if (missed?.kind === 'contents') {
      const source = missed.source.word.text;
      report({ at, message: 'contents', data: { directory, line, source, destination }, related });
    } else report({ at, message: 'elsewhere', data: { directory, line, destination }, related });
  },
});

function directoryOf(binding: Binding | undefined): string | undefined {
  const text = binding?.by === 'ENV' ? knownText(binding.value) : undefined;
  return text !== undefined && isAbsolute(text) ? normalise(text) : undefined;
}

function goesAnywhere({ destination }: Copy): boolean {
  return knownText(destination) === undefined;
}

/** The COPY that must have been meant: rather one of a model than one of anything else. */
function nearest({ elsewhere, perhaps }: Arrivals, directory: string): NearMiss | undefined {
  const missed = [...elsewhere, ...perhaps].flatMap((copy) => nearMissOf(copy, directory) ?? []);
  return missed.find(({ source }) => isModelSource(source)) ?? missed[0];
}
