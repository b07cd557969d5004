import {
  appRootOf,
  arrivalsAt,
  baseName,
  type Copy,
  defineRule,
  envSetting,
  isAbsolute,
  isFile,
  isModelSource,
  isNearPath,
  isWithin,
  knownText,
  normalise,
  type ProposedFix,
  placesOf,
  positionAt,
  resolve,
  type Stage,
  startsWithUnknownFiles,
} from 'azml-lint';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';
const ROOT_VARIABLE = 'AML_APP_ROOT';

export default defineRule({
  id: 'entry-script/not-copied',
  title: 'No code is copied to where the server looks for the entry script',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  fix: 'unsafe',
  messages: {
    nowhere:
      'Nothing is copied to `{root}`, where the server looks for `{script}`. Add `COPY code {root}`, or leave the variable to Azure ML, ' +
      'which sets it when the deployment has code.',
    elsewhere:
      'No code is copied to `{root}`, where the server looks for `{script}`: the COPY on line {line} goes to `{destination}`. ' +
      'Make the two the same.',
    copied: 'copied to `{destination}`',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const setting = stage && envSetting(stage, VARIABLE);
    const script = setting && knownText(setting.value);
    const root = stage && script && rootOf(stage, script);
    if (!setting || !script || !root) return;
    const { inside, perhaps, elsewhere, named, opaque } = arrivalsAt(stage, root, ROOT_VARIABLE);
    if (named || perhaps.length > 0 || inside.some((copy) => mayHold(copy, root))) return;

    const missed = elsewhere.find((copy) => isNear(copy, root));
    if (!missed && (opaque || startsWithUnknownFiles(stage))) return;
    const copy = missed ?? elsewhere.find((each) => bringsScript(each, script));
    const at = setting.pair.value ?? setting.pair;
    if (!copy) {
      if (!worksElsewhere(stage, elsewhere)) report({ at, message: 'nowhere', data: { root, script } });
      return;
    }
    const destination = knownText(copy.destination)!;
    const line = positionAt(file.source, copy.start).line;
    report({
      at,
      message: 'elsewhere',
      data: { root, script, line, destination },
      related: [{ at: copy.instruction.destination ?? copy, message: 'copied', data: { destination } }],
      fix: missed && copyTo(missed, destination, root),
    });
  },
});

/** Where the script is looked for. */
function rootOf(stage: Stage, script: string): string | undefined {
  return isAbsolute(script) ? resolve(script, '..') : appRootOf(stage);
}

/** Code, or a directory for all. */
function mayHold(copy: Copy, root: string): boolean {
  return !isModel(copy) || knownText(copy.destination) === root;
}

/** A model, which is no code: by its name, or because it goes to the directory of the models. */
function isModel({ sources, destination }: Copy): boolean {
  const path = knownText(destination) ?? '';
  return (sources.length > 0 && sources.every(isModelSource)) || path.includes('/azureml-models');
}

function isNear(copy: Copy, root: string): boolean {
  const path = knownText(copy.destination);
  if (path === undefined || isWithin(root, path) || isModel(copy)) return false;
  return isNearPath(path, root) && copy.sources.some((source) => !isFile(source) || isPython(source));
}

function isPython({ value }: Copy['sources'][number]): boolean {
  return knownText(value)?.endsWith('.py') === true;
}

function bringsScript(copy: Copy, script: string): boolean {
  return placesOf(copy).some((place) => baseName(place) === baseName(script));
}

/** An image of another kind may well start a server of its own in its working directory. */
function worksElsewhere({ family, atEnd }: Stage, copies: readonly Copy[]): boolean {
  if (family === 'inference') return false;
  const workdir = knownText(atEnd.workdir);
  return copies.some(({ destination }) => {
    const path = knownText(destination);
    return workdir === undefined || (path !== undefined && isWithin(path, normalise(workdir)));
  });
}

/** A directory by another name; what follows it stays. */
function copyTo({ instruction }: Copy, destination: string, root: string): ProposedFix | undefined {
  const word = instruction.destination;
  if (!word || normalise(word.text) !== destination) return undefined;
  const edits = [{ start: word.start, end: word.end, text: word.text.endsWith('/') ? `${root}/` : root }];
  return { title: `Copy to \`${root}\``, edits };
}
