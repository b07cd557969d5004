import { baseName, type CopyStep, defineRule, isWithin, knownText, resolvePath, type Stage } from 'azml-lint';
import {
  appRootOf,
  DEFAULT_ENTRY_SCRIPT,
  describeSwallowed,
  imageTree,
  isFile,
  isModelSource,
  isScriptBrought,
  isSingleFile,
  misnamedSetting,
  serverOf,
  swallowedInstructions,
} from 'azml-lint/facts';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';
/** The name that the documentation uses. */
const USUAL = 'score.py';

export default defineRule({
  id: 'entry-script/unset',
  title: 'Code is copied and AZUREML_ENTRY_SCRIPT is not set',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    swallowed:
      '`{written}` on line {line} sets nothing: a stray `{character}` on line {stray} makes it part of the {by} above it. Remove the ' +
      '`{character}`.',
    unset:
      'Code is copied to `{root}`, but `{variable}` is not set: the server looks for `{byDefault}` there. ' +
      'Add `ENV {variable}={script}`, the script that has `init()` and `run()`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || stage.atEnd.env(VARIABLE) || !serverOf(stage) || isScriptBrought(file)) return;
    // server/unknown-variable reports a misspelled name of the variable.
    if (misnamedSetting(stage, VARIABLE)) return;
    const root = appRootOf(stage);
    if (root === undefined || mentionsDefault(stage)) return;
    // A folder that is copied may bring it.
    if (isFile(imageTree(stage).at(resolvePath(root, DEFAULT_ENTRY_SCRIPT)))) return;
    const copies = stage.ancestors.flatMap((one) => one.copies);
    if (
      copies.some((copy) => copy.destinationPaths.some((place) => baseName(place) === DEFAULT_ENTRY_SCRIPT))
    )
      return;
    const copy = copies.find((each) => bringsCode(each, root));
    if (!copy) return;
    const swallowed = swallowedInstructions(file).find(
      ({ name, text }) => name === 'ENV' && text.includes(VARIABLE),
    );
    if (swallowed) {
      report({ at: swallowed, message: 'swallowed', data: describeSwallowed(swallowed, file) });
      return;
    }
    const data = {
      root,
      variable: VARIABLE,
      byDefault: DEFAULT_ENTRY_SCRIPT,
      script: scriptIn(copies, root),
    };
    report({ at: copy.instruction.destination ?? copy, message: 'unset', data });
  },
});

/** A Python file or a directory of one's own, to the directory of the server or below it. */
function bringsCode({ destination, sources, from }: CopyStep, root: string): boolean {
  const path = knownText(destination);
  if (path === undefined || !isWithin(path, root) || path.includes('azureml-models')) return false;
  return sources.some((source) => {
    const name = knownText(source.value);
    if (name === undefined || isModelSource(source)) return false;
    if (isSingleFile(source)) return name.endsWith('.py');
    // Other stages and images also provide programs and data; a directory of the context is code.
    return /(?:^|\/)\.?$|\*/.test(name) || (from === undefined ? !/\.\w+$/.test(name) : path === root);
  });
}

/** The only Python file that is copied, relative to the directory; the usual name if that is not known. */
function scriptIn(copies: readonly CopyStep[], root: string): string {
  const scripts = copies.flatMap((copy) => {
    const path = knownText(copy.destination);
    if (path === undefined || !isWithin(path, root)) return [];
    return copy.content.isTree ? [USUAL] : copy.content.names.map((name) => resolvePath(path, name));
  });
  const [only, ...others] = scripts.filter((path) => path.endsWith('.py'));
  return only === undefined || others.length > 0 || only === USUAL ? USUAL : only.slice(root.length + 1);
}

/** A RUN that renames, links or writes it. */
function mentionsDefault(stage: Stage): boolean {
  const commands = stage.ancestors.flatMap(({ runs }) => runs.flatMap((run) => run.commands));
  return commands.some(({ words, redirections }) =>
    [...words, ...redirections.flatMap(({ target }) => target ?? [])].some(({ text }) =>
      text.includes(DEFAULT_ENTRY_SCRIPT),
    ),
  );
}
