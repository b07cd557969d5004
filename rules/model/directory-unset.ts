import {
  type CopyStep,
  defineRule,
  insertLinesAfter,
  isAbsolute,
  isWithin,
  knownText,
  normalizePath,
  resolvePath,
  type Stage,
} from 'azml-lint';
import { appRootOf, isModelBrought, isModelSource, isSingleFile, serverOf } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_MODEL_DIR';
/** The directory of a deployment's models on Azure ML, below the directory of the server. */
const MODELS = 'azureml-models';

export default defineRule({
  id: 'model/directory-unset',
  title: 'A model is copied and AZUREML_MODEL_DIR is not set',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  fix: 'unsafe',
  messages: {
    unset:
      'A model is copied to `{directory}`, but `AZUREML_MODEL_DIR` is not set: the entry script finds it only if it knows ' +
      'that path. Add `ENV AZUREML_MODEL_DIR={directory}`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || stage.atEnd.env(VARIABLE) || !serverOf(stage) || isModelBrought(file)) return;
    const root = appRootOf(stage);
    const copy = stage.ancestors
      .flatMap(({ copies }) => copies)
      .find((each) => bringsModel(each, root && resolvePath(root, MODELS)));
    const directory = copy && directoryOf(copy);
    if (!copy || directory === undefined || isTold(stage, directory)) return;
    const edit = insertLinesAfter(file, copy.instruction, [`ENV ${VARIABLE}=${directory}`]);
    const fix = edit && { title: `Set \`${VARIABLE}\``, edits: [edit] };
    report({ at: copy.instruction.destination ?? copy, message: 'unset', data: { directory }, fix });
  },
});

/** Another variable names the directory, or a file in it. */
function isTold({ atEnd }: Stage, directory: string): boolean {
  return atEnd.envs().some(({ value }) => {
    const path = knownText(value);
    return path !== undefined && isAbsolute(path) && isWithin(normalizePath(path), directory);
  });
}

/** Judging by its name or its destination. */
function bringsModel({ sources, destination }: CopyStep, models: string | undefined): boolean {
  const path = knownText(destination);
  if (path !== undefined && models !== undefined && isWithin(path, models)) return true;
  return sources.some(isModelSource);
}

/** The directory that contains the copied files. */
function directoryOf(copy: CopyStep): string | undefined {
  const path = knownText(copy.destination);
  const isOneFile = !copy.intoDirectory && copy.sources.every(isSingleFile);
  return path !== undefined && isOneFile && /\.\w+$/.test(path) ? resolvePath(path, '..') : path;
}
