import {
  type Binding,
  type CopyStep,
  defineRule,
  isAbsolute,
  knownText,
  normalizePath,
  positionAt,
} from 'azml-lint';
import {
  type CopiesInto,
  copiesInto,
  describeSwallowed,
  imageTree,
  isModelBrought,
  isModelFile,
  isModelSource,
  type MisplacedCopy,
  misplacedCopyOf,
  rewrittenCopy,
  startsWithUnknownFiles,
  swallowedCopy,
} from 'azml-lint/facts';

const VARIABLE = 'AZUREML_MODEL_DIR';

export default defineRule({
  id: 'model/not-copied',
  title: 'No model is copied to where AZUREML_MODEL_DIR points',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  messages: {
    swallowed:
      'Nothing is copied to `{directory}`, so the entry script finds no model under `AZUREML_MODEL_DIR`: a stray `{character}` on ' +
      'line {stray} makes `{written}` part of the {by} above it. Remove the `{character}`.',
    nowhere:
      'Nothing is copied to `{directory}`, so the entry script finds no model under `AZUREML_MODEL_DIR`. ' +
      'Add `COPY model {directory}`, or leave the variable to Azure ML, which sets it when the deployment has a model.',
    elsewhere:
      'Nothing is copied to `{directory}`, so the entry script finds no model under `AZUREML_MODEL_DIR`: ' +
      'the {copy} on line {line} goes to `{destination}`. {cure}.',
    contents:
      'The {copy} on line {line} copies what is in `{source}` to `{destination}`, not `{source}` itself, so the entry script ' +
      'finds no model in `{directory}`. {cure}.',
    copied: 'copied to `{destination}`',
    part: 'part of the {by} above it',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const binding = stage?.atEnd.env(VARIABLE);
    const directory = directoryOf(binding);
    if (!stage || !binding?.pair || directory === undefined || isModelBrought(file)) return;
    const arrivals = copiesInto(stage, directory, VARIABLE);
    const at = binding.pair.value ?? binding.pair;
    const tree = imageTree(stage);
    const isAbsent = tree.at(directory) === 'absent';
    if (arrivals.inside.length > 0 || arrivals.named || tree.list(directory).names.length > 0) return;
    if (!isAbsent && arrivals.perhaps.some(mayBeRight)) return;

    const missed = nearest(arrivals, directory);
    const mayCome = arrivals.perhaps.length > 0 || arrivals.opaque || startsWithUnknownFiles(stage);
    if (!missed && !isAbsent && mayCome) return;
    const swallowed = missed ? undefined : swallowedCopy(file);
    if (swallowed) {
      const data = { directory, ...describeSwallowed(swallowed, file) };
      report({
        at,
        message: 'swallowed',
        data,
        related: [{ at: swallowed, message: 'part', data: { by: data.by } }],
      });
      return;
    }
    const copy = missed?.copy ?? arrivals.elsewhere.find(({ sources }) => sources.some(isModelSource));
    if (!copy) {
      report({ at, message: 'nowhere', data: { directory } });
      return;
    }
    const destination = knownText(copy.destination) ?? copy.instruction.destination?.text ?? '';
    const line = positionAt(file.source, copy.start).line;
    const data = { directory, copy: copy.instruction.name, line, destination, cure: cureOf(copy, directory) };
    const related = [
      { at: copy.instruction.destination ?? copy, message: 'copied', data: { destination } },
    ] as const;
    if (missed?.kind === 'contents') {
      const source = missed.source.word.text;
      report({ at, message: 'contents', data: { ...data, source }, related });
    } else report({ at, message: 'elsewhere', data, related });
  },
});

function directoryOf(binding: Binding | undefined): string | undefined {
  const text = binding?.by === 'ENV' ? knownText(binding.value) : undefined;
  return text !== undefined && isAbsolute(text) ? normalizePath(text) : undefined;
}

/** Where the COPY should go; other files of the same COPY stay where they are. */
function cureOf(copy: CopyStep, directory: string): string {
  const { sources } = copy;
  const models = sources.length > 1 ? sources.filter(isModelSource) : sources;
  // Without the slash, a file would get the name of the directory.
  const isSingle = models.some(({ value }) => /\.\w+$/.test(knownText(value) ?? ''));
  const target = isSingle || models.length > 1 ? `${directory}/` : directory;
  if (models.length === sources.length || models.length === 0) return `Copy to \`${target}\``;
  return `Copy it by itself: \`${rewrittenCopy(copy, models, target)}\``;
}

/** Its destination is known only in the build, and it has something that may be a model. */
function mayBeRight(copy: CopyStep): boolean {
  const { destination, sources } = copy;
  return knownText(destination) === undefined && (copy.content.isTree || sources.some(isModelFile));
}

/** The COPY that was probably meant: preferably one of a model. */
function nearest({ elsewhere, perhaps }: CopiesInto, directory: string): MisplacedCopy | undefined {
  const missed = [...elsewhere, ...perhaps].flatMap((copy) => misplacedCopyOf(copy, directory) ?? []);
  return missed.find(({ source }) => isModelSource(source)) ?? missed[0];
}
