import { defineRule, isAbsolute, knownText, normalizePath, type Stage } from 'azml-lint';
import { contentsWithoutModel, copiesInto, isModelBrought, lacksSource, pathBelow } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_MODEL_DIR';
/** So many files are shown. */
const SHOWN = 3;

export default defineRule({
  id: 'model/directory-empty',
  title: 'There is no model in what is copied to AZUREML_MODEL_DIR',
  level: { inference: 'warning', training: 'off', other: 'warning' },
  serving: true,
  messages: {
    pointers:
      'What comes to `{directory}` are pointers of Git LFS and not the files that they stand for ({files}): the entry script cannot load a ' +
      'model from them. Fetch the files before the build: `git lfs pull`.',
    empty:
      'What comes to `{directory}` has no model in it ({files}). Put the model there before the build, or leave both this and `{variable}` ' +
      'out: Azure ML sets it when the deployment has a model.',
    named: '`{variable}` is set here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || isModelBrought(file)) return;
    const directory = modelDirectoryOf(stage);
    const contents = directory && contentsWithoutModel(stage, directory);
    const copy = contents && (contents.copy ?? copiesInto(stage, directory, VARIABLE).inside[0]);
    if (!copy || lacksSource(copy)) return;
    const { pointers, others } = contents;
    const paths = (pointers.length > 0 ? pointers : others).map(
      ({ path }) => `\`${pathBelow(path, directory)}\``,
    );
    const more = paths.length > SHOWN ? ', …' : '';
    report({
      at: copy.sources[0]?.word ?? copy,
      message: pointers.length > 0 ? 'pointers' : 'empty',
      data: {
        directory,
        variable: VARIABLE,
        files: paths.length > 0 ? paths.slice(0, SHOWN).join(', ') + more : 'it is empty',
      },
      related: [{ at: stage.envSetting(VARIABLE)!.pair, message: 'named', data: { variable: VARIABLE } }],
    });
  },
});

function modelDirectoryOf(stage: Stage): string | undefined {
  const setting = stage.envSetting(VARIABLE);
  const text = setting && knownText(setting.value);
  return text !== undefined && isAbsolute(text) ? normalizePath(text) : undefined;
}
