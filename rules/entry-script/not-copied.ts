import {
  baseName,
  type CopyStep,
  type DockerfileModel,
  defineRule,
  isAbsolute,
  isWithin,
  knownText,
  normalizePath,
  type ProposedFix,
  positionAt,
  resolvePath,
  type Span,
  type Stage,
} from 'azml-lint';
import {
  appRootOf,
  containerStartOf,
  copiesInto,
  DEFAULT_APP_ROOT,
  describeSwallowed,
  isForServer,
  isModelSource,
  isSimilarPath,
  isSingleFile,
  mayCopy,
  misnamedSetting,
  rewrittenCopy,
  startsWithUnknownFiles,
  swallowedCopy,
} from 'azml-lint/facts';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';
const ROOT_VARIABLE = 'AML_APP_ROOT';
/** At most this many existing files are shown. */
const SHOWN = 5;

export default defineRule({
  id: 'entry-script/not-copied',
  title: 'The entry script is not where the server looks for it',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  fix: 'unsafe',
  messages: {
    swallowed:
      'The server looks for `{script}` in `{root}`, and `{written}` on line {line} copies nothing: a stray `{character}` on line ' +
      '{stray} makes it part of the {by} above it. Remove the `{character}`.',
    nowhere:
      'No code is copied to `{root}`, where the server looks for `{script}`. Add `COPY {folder} {directory}`, or leave the variable to ' +
      'Azure ML, which sets it when the deployment has code.',
    elsewhere:
      'The server looks for `{script}` in `{root}`, but the {copy} on line {line} goes to `{destination}`. Write `{better}`.',
    below:
      'The server looks for `{script}` in `{root}`, but the {copy} on line {line} goes to `{destination}`. Write ' +
      '`ENV {variable}={value}`, or copy to `{directory}`.',
    contents:
      'The {copy} on line {line} copies what is in `{source}` to `{destination}`, not `{source}` itself, so the server finds no ' +
      '`{script}` in `{root}`. Write `{better}`.',
    another:
      'The server looks for `{script}` in `{root}`, but the only Python file that is copied there is `{only}`. Write ' +
      '`ENV {variable}={value}`, or copy `{script}` too.',
    missing:
      'The server looks for `{script}` in `{root}`, and it is not among what is copied there: {files}. Add `COPY {script} {directory}/`.',
    copied: 'copied to `{destination}`',
    part: 'part of the {by} above it',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const wanted = stage && wantedBy(stage);
    if (!stage || !wanted || isOfBase(stage, wanted.path)) return;
    const { at, script, root, path, directory } = wanted;
    const { named, opaque } = copiesInto(stage, root, ROOT_VARIABLE);
    if (named) return;

    const copies = stage.ancestors.flatMap((one) => one.copies);
    const bringing = copies.filter((copy) => mayCopy(copy, path));
    const [first] = bringing;
    if (first) {
      if (opaque || !bringing.every((copy) => bringsContents(copy, wanted))) return;
      const source = first.sources[0]!.word.text;
      const { data, related } = told(file, first, wanted);
      report({ at, message: 'contents', data: { ...data, source }, related, severity: 'warning' });
      return;
    }

    if (isBroughtToMisnamedRoot(stage, copies, wanted)) return;
    const missed = missIn(copies, wanted);
    const swallowed = missed ? undefined : swallowedCopy(file);
    if (swallowed) {
      const data = { script, root, ...describeSwallowed(swallowed, file) };
      const related = [{ at: swallowed, message: 'part' as const, data: { by: data.by } }];
      report({ at, message: 'swallowed', data, related });
      return;
    }
    const isNear = goesNear(missed, wanted);
    if (!isNear && (opaque || startsWithUnknownFiles(stage) || worksElsewhere(stage, copies))) return;
    if (missed) {
      const { data, related, fix } = told(file, missed, wanted);
      const place = placeIn(missed, wanted);
      if (place === undefined) {
        report({ at, message: 'elsewhere', data, related, fix: isNear ? fix : undefined });
        return;
      }
      const value = valueOf(place, wanted);
      report({
        at,
        message: 'below',
        data: { ...data, variable: VARIABLE, value },
        related,
        fix: renamed(file, at, script, value),
      });
      return;
    }
    const there = namesIn(root, copies);
    const [only, ...others] = there.filter((name) => name.endsWith('.py'));
    if (there.length === 0) {
      const folder = relative(directory, root) || 'code';
      report({ at, message: 'nowhere', data: { root, script, folder, directory } });
    } else if (only !== undefined && others.length === 0) {
      const value = valueOf(resolvePath(root, only), wanted);
      const fix = renamed(file, at, script, value);
      report({ at, message: 'another', data: { script, root, only, variable: VARIABLE, value }, fix });
    } else {
      report({ at, message: 'missing', data: { script, root, files: shown(there), directory } });
    }
  },
});

function shown(names: readonly string[]): string {
  const quoted = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  return quoted.join(', ') + (names.length > SHOWN ? ', …' : '');
}

interface Wanted {
  /** Where the variable is set. */
  readonly at: Span;
  /** As the variable has it. */
  readonly script: string;
  /** The directory of the server, or that of a script with an absolute path. */
  readonly root: string;
  readonly path: string;
  /** The directory that contains the script. */
  readonly directory: string;
}

/** The script that the variable names; entry-script/not-python reports a value that is not a Python file. */
function wantedBy(stage: Stage): Wanted | undefined {
  const setting = stage.envSetting(VARIABLE);
  const script = setting && knownText(setting.value);
  const isPath = script && /^[^\s"'=\\]+\.py$/.test(script) && !setting.pair.value?.text.includes('\\');
  const root = isPath ? rootOf(stage, script) : undefined;
  if (!setting || !script || root === undefined) return undefined;
  const path = resolvePath(root, script);
  const at = setting.pair.value ?? setting.pair;
  return { at, script, root, path, directory: resolvePath(path, '..') };
}

/** Where the server looks for the script. */
function rootOf(stage: Stage, script: string): string | undefined {
  return isAbsolute(script) ? resolvePath(script, '..') : appRootOf(stage);
}

/** The variable for the directory has a wrong name: with the right name, the script is in place too. */
function isBroughtToMisnamedRoot(stage: Stage, copies: readonly CopyStep[], { script }: Wanted): boolean {
  const setting = misnamedSetting(stage, ROOT_VARIABLE);
  const root = setting && knownText(setting.value);
  if (root === undefined || !isAbsolute(root) || isAbsolute(script)) return false;
  return copies.some((copy) => mayCopy(copy, resolvePath(root, script)));
}

/** The images for MLflow have a script of their own. */
function isOfBase({ image }: Stage, path: string): boolean {
  const root = image?.appRoot;
  return root !== undefined && root !== DEFAULT_APP_ROOT && isWithin(path, root);
}

/** `COPY code /var/azureml-app` for `code/score.py`, as if the directory itself were copied. */
function bringsContents(copy: CopyStep, { script, root }: Wanted): boolean {
  const [source, ...others] = copy.sources;
  const name = source && directoryName(source);
  if (name === undefined || others.length > 0 || copy.instruction.name === 'ADD') return false;
  const folders = script.split('/').slice(0, -1);
  return knownText(copy.destination) === root && folders[0] === name;
}

/** The name of a source that is probably a directory; '' for the whole context. */
function directoryName(source: CopyStep['sources'][number]): string | undefined {
  const path = knownText(source.value);
  if (path === undefined || isSingleFile(source) || /[*?[]/.test(path)) return undefined;
  const name = baseName(path);
  return name.includes('.') ? undefined : name;
}

/** The value with which the server finds a script. */
function valueOf(path: string, { script, root }: Wanted): string {
  return isAbsolute(script) ? path : relative(path, root);
}

/** The COPY that missed, nearest first. */
function missIn(copies: readonly CopyStep[], wanted: Wanted): CopyStep | undefined {
  return nearMiss(copies, wanted) ?? farMiss(copies, wanted);
}

/** A COPY to almost the right place: of the file, or of code in a directory of nearly the same name. */
function nearMiss(copies: readonly CopyStep[], wanted: Wanted): CopyStep | undefined {
  return (
    copies.find((copy) => bringsScript(copy, wanted) && placeIn(copy, wanted) !== undefined) ??
    copies.find((copy) => goesNear(copy, wanted))
  );
}

/** A COPY that may have been meant: of the file, or of code in a directory of its own. */
function farMiss(copies: readonly CopyStep[], wanted: Wanted): CopyStep | undefined {
  return (
    copies.find((copy) => bringsScript(copy, wanted)) ??
    copies.find((copy) => isCode(copy, wanted) && placeIn(copy, wanted) !== undefined) ??
    copies.find((copy) => isCode(copy, wanted))
  );
}

function bringsScript(copy: CopyStep, { script }: Wanted): boolean {
  return landings(copy).some((place) => baseName(place) === baseName(script));
}

/** The destinations of the files that a COPY names; a destination without an extension is taken as a directory. */
function landings(copy: CopyStep): readonly string[] {
  const destination = knownText(copy.destination);
  if (destination === undefined) return [];
  const isRenamed = !copy.intoDirectory && baseName(destination).includes('.');
  return isRenamed ? [destination] : copy.content.names.map((name) => resolvePath(destination, name));
}

/** What is copied to a directory, except models, relative to it. */
function namesIn(root: string, copies: readonly CopyStep[]): readonly string[] {
  return copies
    .filter((copy) => !isModel(copy))
    .flatMap(filledBy)
    .filter((place) => isWithin(place, root) && place !== root)
    .map((place) => relative(place, root));
}

/** The files of a COPY, and the directory of its other content. */
function filledBy(copy: CopyStep): readonly string[] {
  return copy.content.isTree ? [...landings(copy), ...copy.destinationPaths] : landings(copy);
}

/** Where the script is below the directory of the server, after a COPY that misses. */
function placeIn(copy: CopyStep, { script, root }: Wanted): string | undefined {
  const destination = knownText(copy.destination);
  const landed =
    landings(copy).find((place) => baseName(place) === baseName(script)) ??
    (destination === undefined ? undefined : resolvePath(destination, baseName(script)));
  return landed !== undefined && isWithin(landed, root) ? landed : undefined;
}

function goesNear(copy: CopyStep | undefined, { root }: Wanted): boolean {
  const path = copy && knownText(copy.destination);
  if (!copy || path === undefined || isWithin(root, path) || isModel(copy)) return false;
  return (
    isSimilarPath(path, root) && copy.sources.some((source) => !isSingleFile(source) || isPython(source))
  );
}

/** Usual names of directories with code. */
const CODE =
  /^(?:code|src|source|app|application|scripts?|score|scoring|onlinescoring|inference|serving|server|service|python)?$/i;

/** It has such a name, is the whole context, or has the name of a directory in the script's path. */
function isCode(copy: CopyStep, { script }: Wanted): boolean {
  if (isModel(copy) || knownText(copy.destination) === undefined) return false;
  return copy.sources.some((source) => {
    const name = directoryName(source);
    return name !== undefined && (CODE.test(name) || script.split('/').slice(0, -1).includes(name));
  });
}

/** A model, judging by its name or because it goes to the directory of the models. */
function isModel({ sources, destination }: CopyStep): boolean {
  const path = knownText(destination) ?? '';
  return (sources.length > 0 && sources.every(isModelSource)) || path.includes('/azureml-models');
}

function isPython({ value }: CopyStep['sources'][number]): boolean {
  return knownText(value)?.endsWith('.py') === true;
}

/** If nothing starts the server in its own directory, something else may start it in the working directory. */
function worksElsewhere(stage: Stage, copies: readonly CopyStep[]): boolean {
  const { kind } = containerStartOf(stage);
  if (isForServer(stage) && (kind === 'base' || kind === 'services')) return false;
  const workdir = knownText(stage.atEnd.workdir);
  return copies.some(({ destination }) => {
    const path = knownText(destination);
    return workdir === undefined || (path !== undefined && isWithin(path, normalizePath(workdir)));
  });
}

/** The message about a COPY that misses, and the same COPY as it should be. */
function told(file: DockerfileModel, copy: CopyStep, wanted: Wanted) {
  const { instruction } = copy;
  const destination = knownText(copy.destination) ?? '';
  const { line } = positionAt(file.source, copy.start);
  const target = targetOf(copy, wanted);
  const better = rewrittenCopy(copy, copy.sources, target);
  const word = instruction.destination;
  const isPlainWord = word !== undefined && normalizePath(word.text) === destination;
  return {
    data: {
      script: wanted.script,
      root: wanted.root,
      copy: instruction.name,
      line,
      destination,
      better,
      // Without the slash, a file might get the name of the directory.
      directory: copy.content.isTree ? wanted.directory : `${wanted.directory}/`,
    },
    related: [{ at: word ?? copy, message: 'copied', data: { destination } }] as const,
    fix: isPlainWord
      ? {
          title: `Copy to \`${target}\``,
          edits: [{ start: word.start, end: word.end, text: target }],
        }
      : undefined,
  };
}

/** The destination that makes the value right: of the file, or of a directory in the value. */
function targetOf(copy: CopyStep, wanted: Wanted): string {
  const { directory, root, script } = wanted;
  if (bringsScript(copy, wanted) && !copy.content.isTree) return `${directory}/`;
  const folders = script.split('/').slice(0, -1);
  const names = copy.sources.map(directoryName);
  const depth = isAbsolute(script) ? 0 : folders.findLastIndex((folder) => names.includes(folder)) + 1;
  const target = resolvePath(root, folders.slice(0, depth).join('/'));
  return copy.instruction.destination?.text.endsWith('/') ? `${target}/` : target;
}

function relative(path: string, root: string): string {
  return path.slice(root === '/' ? 1 : root.length + 1);
}

/** The fix with another script, if its name is written literally and in one piece. */
function renamed(file: DockerfileModel, at: Span, script: string, name: string): ProposedFix | undefined {
  const written = file.source.text.slice(at.start, at.end);
  if (written.replace(/^"(.*)"$/, '$1') !== script) return undefined;
  return { title: `Write \`${name}\``, edits: [{ start: at.start, end: at.end, text: name }] };
}
