import { knownText } from '../../dockerfile/value.ts';
import { isSingleFile } from '../../model/copies.ts';
import type { CopiedSource, CopyStep } from '../../model/model.ts';
import { baseName, directoriesAbove, isWithin, resolvePath } from '../../text/paths.ts';
import { isSimilarPath } from '../../text/similar-path.ts';
import { isModelFile, isModelSource } from './model-files.ts';

/**
 * How a COPY misses the directory that its author probably meant.
 *
 * - `place`: it goes to a directory whose name is nearly the same, or right beside it
 * - `contents`: it copies the content of a directory, where the directory itself should be copied
 */
export interface MisplacedCopy {
  readonly kind: 'place' | 'contents';
  readonly copy: CopyStep;
  readonly source: CopiedSource;
}

/**
 * Whether a COPY that puts nothing into a directory was meant to put a model there.
 *
 * @param directory absolute and normalized
 */
export function misplacedCopyOf(copy: CopyStep, directory: string): MisplacedCopy | undefined {
  const destination = knownText(copy.destination);
  const sources = copy.sources.filter((source) => !isSingleFile(source) || isModelFile(source));
  const [first] = sources;
  const keepsParents = copy.instruction.flags.some(({ name }) => name === 'parents');
  if (destination === undefined || !first || keepsParents) return undefined;
  const source = sources.find((each) => meantItself(each, destination, directory));
  if (source) return { kind: 'contents', copy, source };
  return goesNearby(copy, destination, sources, directory)
    ? { kind: 'place', copy, source: first }
    : undefined;
}

function goesNearby(
  copy: CopyStep,
  destination: string,
  sources: readonly CopiedSource[],
  directory: string,
): boolean {
  if (sources.some(isModelFile) && destination === resolvePath(directory, '..')) return true;
  const meant = meantBy(directory);
  const isBeside = meant.some((one) => resolvePath(destination, '..') === resolvePath(one, '..'));
  if (isBeside && !isWithin(directory, destination) && sources.some(isModelSource)) return true;
  return copy.destinationPaths
    .flatMap(andAbove)
    .some((path) => !isWithin(directory, path) && meant.some((one) => isSimilarPath(path, one)));
}

/** The directory of a deployment's models on Azure ML: `azureml-models/<name>/<version>`. */
const MODELS = 'azureml-models';

/**
 * The directories whose name a COPY may have misspelled: this one, and those above it up to the directory of all
 * models.
 */
function meantBy(directory: string): readonly string[] {
  const above = andAbove(directory);
  const from = above.findIndex((path) => baseName(path) === MODELS);
  return from === -1 ? [directory] : above.slice(from);
}

/** `COPY model /var/azureml-app` for `/var/azureml-app/model`. */
function meantItself(source: CopiedSource, destination: string, directory: string): boolean {
  const path = knownText(source.value);
  if (path === undefined || isSingleFile(source) || /[*?[]|\/$|(?:^|\/)\.$/.test(path)) return false;
  const imagined = resolvePath(destination, baseName(path));
  return isWithin(directory, destination) && (imagined === directory || isSimilarPath(imagined, directory));
}

/** Nobody keeps a model in a directory at such a depth. */
const DEEPEST = 20;

/** A path and the directories above it, except the root. */
function andAbove(path: string): readonly string[] {
  return [...directoriesAbove(path), path].slice(1, DEEPEST + 1);
}
