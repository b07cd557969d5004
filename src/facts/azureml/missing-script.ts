import { knownText } from '../../dockerfile/value.ts';
import { containerStartOf } from '../../model/container-start.ts';
import { isSingleFile } from '../../model/copies.ts';
import { misnamedSetting } from '../../model/env-settings.ts';
import type { CopyStep, DockerfileModel, Stage } from '../../model/model.ts';
import { closestMatch } from '../../text/closest-match.ts';
import { baseName, isAbsolute, isWithin, normalizePath, resolvePath } from '../../text/paths.ts';
import { isSimilarPath } from '../../text/similar-path.ts';
import { type SwallowedInstruction, swallowedCopy } from '../builder/swallowed.ts';
import { lacksSource } from '../image-files/context-sources.ts';
import { copiedFilesIn } from '../image-files/copied-files-in.ts';
import { copiesInto, mayCopy, startsWithUnknownFiles } from '../image-files/copied-into.ts';
import { isFile } from '../image-files/file-tree.ts';
import { imageTree } from '../image-files/image-tree.ts';
import { isScriptBrought } from './brought.ts';
import type { EntryScript } from './entry-script.ts';
import { isModelSource } from './model-files.ts';
import { isForServer } from './server.ts';

/**
 * Why the server does not find its entry script.
 *
 * - `contents`: a COPY brings what is in the script's folder, not the folder itself
 * - `swallowed`: a COPY is part of the instruction above it
 * - `elsewhere`: a COPY goes to another directory; `isNear`: of nearly the right name
 * - `below`: a COPY brings it, or a folder that may have it, to where another value of the variable would find it
 * - `another`: a Python file that is copied there has another name or place, for which `value` is right; `what` it is
 * - `nowhere`: nothing is copied there
 * - `missing`: other files are
 * - `ignored`: what is copied is known, and the script is kept out of the build
 */
export type MissingScript =
  | { readonly kind: 'contents'; readonly copy: CopyStep; readonly isCertain: boolean }
  | { readonly kind: 'swallowed'; readonly swallowed: SwallowedInstruction }
  | { readonly kind: 'elsewhere'; readonly copy: CopyStep; readonly isNear: boolean }
  | { readonly kind: 'below'; readonly copy: CopyStep; readonly value: string }
  | { readonly kind: 'another'; readonly what: string; readonly only: string; readonly value: string }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  | {
      readonly kind: 'ignored';
      readonly source: string;
      /** The line of the ignore file, and its name. */
      readonly pattern: string;
      readonly line: number;
      readonly ignoreFile: string;
    };

const ROOT_VARIABLE = 'AML_APP_ROOT';
const ONLY = 'the only Python file';

/** Why a script is not where the server looks for it; `undefined` where it is, or may be, or where every deployment names another. */
export function missingScript(
  file: DockerfileModel,
  stage: Stage,
  wanted: EntryScript,
): MissingScript | undefined {
  const entry = imageTree(stage).at(wanted.path);
  const { named, opaque } = copiesInto(stage, wanted.root, ROOT_VARIABLE);
  if (isFile(entry) || named || isScriptBrought(file)) return undefined;
  const copies = stage.ancestors.flatMap((one) => one.copies);
  const bringing = copies.filter((copy) => mayCopy(copy, wanted.path));
  const [first] = bringing;
  if (first) {
    const isCertain = entry === 'absent';
    if ((isCertain || !opaque) && bringing.every((copy) => bringsContents(copy, wanted)))
      return { kind: 'contents', copy: first, isCertain };
    // That a source is not there is told of the COPY.
    if (!isCertain || bringing.some(lacksSource)) return undefined;
    return ignoredIn(bringing, wanted) ?? absenceInTree(stage, wanted);
  }
  if (isBroughtToMisnamedRoot(stage, copies, wanted)) return undefined;
  const missed = missIn(copies, wanted);
  const swallowed = missed ? undefined : swallowedCopy(file);
  if (swallowed) return { kind: 'swallowed', swallowed };
  const isNear = goesNear(missed, wanted);
  if (!isNear && (opaque || startsWithUnknownFiles(stage) || worksElsewhere(stage, copies))) return undefined;
  return missed ? missOf(missed, wanted, isNear) : absenceIn(copies, wanted);
}

function missOf(copy: CopyStep, wanted: EntryScript, isNear: boolean): MissingScript {
  const place = placeIn(copy, wanted);
  return place === undefined
    ? { kind: 'elsewhere', copy, isNear }
    : { kind: 'below', copy, value: valueOf(place, wanted) };
}

/** What is there instead, when no COPY can have been meant. */
function absenceIn(copies: readonly CopyStep[], wanted: EntryScript): MissingScript {
  const names = namesIn(wanted.root, copies);
  if (names.length === 0) return { kind: 'nowhere' };
  const [only, ...others] = names.filter((name) => name.endsWith('.py'));
  return only !== undefined && others.length === 0
    ? { kind: 'another', what: ONLY, only, value: valueOf(resolvePath(wanted.root, only), wanted) }
    : { kind: 'missing', names };
}

/** The script in the build context, if an ignore file keeps it out. */
function ignoredIn(copies: readonly CopyStep[], { path }: EntryScript): MissingScript | undefined {
  for (const { from, destination, sources, stage } of copies) {
    const place = knownText(destination);
    if (from || place === undefined || !isWithin(path, place)) continue;
    const { context } = stage.file;
    for (const { value } of sources) {
      const source = knownText(value);
      if (source === undefined) continue;
      const inContext = resolvePath('/', `./${source}/${pathBelow(path, place)}`);
      const by = context.stat(inContext) === 'ignored' ? context.ignoredBy(inContext) : undefined;
      if (!by) continue;
      const { pattern, line, file: ignoreFile } = by;
      return { kind: 'ignored', source: inContext.slice(1), pattern, line, ignoreFile };
    }
  }
  return undefined;
}

/** What is there instead, when all that is copied is known. */
function absenceInTree(stage: Stage, wanted: EntryScript): MissingScript {
  const { root, path } = wanted;
  const files = copiedFilesIn(stage, root).map((placed) => pathBelow(placed.path, root));
  const scripts = files.filter((name) => name.endsWith('.py'));
  const another = (what: string, only: string): MissingScript => {
    return { kind: 'another', what, only, value: valueOf(resolvePath(root, only), wanted) };
  };
  const name = baseName(path);
  const same = scripts.find((one) => baseName(one) === name);
  if (same !== undefined) return another('the file of that name', same);
  const close = closestMatch(name, scripts.map(baseName));
  const meant = scripts.find((one) => baseName(one) === close);
  if (meant !== undefined) return another('the nearest name of a file', meant);
  const [only, ...others] = scripts;
  if (only !== undefined && others.length === 0) return another(ONLY, only);
  return files.length === 0
    ? { kind: 'nowhere' }
    : { kind: 'missing', names: scripts.length > 0 ? scripts : files };
}

/** The destination that makes the value right: of the file, or of a directory in the value. */
export function entryScriptTarget(copy: CopyStep, wanted: EntryScript): string {
  const { directory, root, script } = wanted;
  if (bringsScript(copy, wanted) && !copy.content.isTree) return `${directory}/`;
  const folders = script.split('/').slice(0, -1);
  const names = copy.sources.map(directoryName);
  const depth = isAbsolute(script) ? 0 : folders.findLastIndex((folder) => names.includes(folder)) + 1;
  const target = resolvePath(root, folders.slice(0, depth).join('/'));
  return copy.instruction.destination?.text.endsWith('/') ? `${target}/` : target;
}

/** A path without the directory that contains it. */
export function pathBelow(path: string, root: string): string {
  return path.slice(root === '/' ? 1 : root.length + 1);
}

/** The variable for the directory has a wrong name: with the right name, the script is in place too. */
function isBroughtToMisnamedRoot(
  stage: Stage,
  copies: readonly CopyStep[],
  { script }: EntryScript,
): boolean {
  const setting = misnamedSetting(stage, ROOT_VARIABLE);
  const root = setting && knownText(setting.value);
  if (root === undefined || !isAbsolute(root) || isAbsolute(script)) return false;
  return copies.some((copy) => mayCopy(copy, resolvePath(root, script)));
}

/** `COPY code /var/azureml-app` for `code/score.py`, as if the directory itself were copied. */
function bringsContents(copy: CopyStep, { script, root }: EntryScript): boolean {
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
function valueOf(path: string, { script, root }: EntryScript): string {
  return isAbsolute(script) ? path : pathBelow(path, root);
}

/** The COPY that missed, nearest first. */
function missIn(copies: readonly CopyStep[], wanted: EntryScript): CopyStep | undefined {
  return nearMiss(copies, wanted) ?? farMiss(copies, wanted);
}

/** A COPY to almost the right place: of the file, or of code in a directory of nearly the same name. */
function nearMiss(copies: readonly CopyStep[], wanted: EntryScript): CopyStep | undefined {
  return (
    copies.find((copy) => bringsScript(copy, wanted) && placeIn(copy, wanted) !== undefined) ??
    copies.find((copy) => goesNear(copy, wanted))
  );
}

/** A COPY that may have been meant: of the file, or of code in a directory of its own. */
function farMiss(copies: readonly CopyStep[], wanted: EntryScript): CopyStep | undefined {
  return (
    copies.find((copy) => bringsScript(copy, wanted)) ??
    copies.find((copy) => isCode(copy, wanted) && placeIn(copy, wanted) !== undefined) ??
    copies.find((copy) => isCode(copy, wanted))
  );
}

function bringsScript(copy: CopyStep, { script }: EntryScript): boolean {
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
    .map((place) => pathBelow(place, root));
}

/** The files of a COPY, and the directory of its other content. */
function filledBy(copy: CopyStep): readonly string[] {
  return copy.content.isTree ? [...landings(copy), ...copy.destinationPaths] : landings(copy);
}

/** Where the script is below the directory of the server, after a COPY that misses. */
function placeIn(copy: CopyStep, { script, root }: EntryScript): string | undefined {
  const destination = knownText(copy.destination);
  const landed =
    landings(copy).find((place) => baseName(place) === baseName(script)) ??
    (destination === undefined ? undefined : resolvePath(destination, baseName(script)));
  return landed !== undefined && isWithin(landed, root) ? landed : undefined;
}

function goesNear(copy: CopyStep | undefined, { root }: EntryScript): boolean {
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
function isCode(copy: CopyStep, { script }: EntryScript): boolean {
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
