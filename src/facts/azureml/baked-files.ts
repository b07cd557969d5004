/** The model and the code that an image brings itself, which a deployment with a model or code of its own does not use. */
import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { CopyStep, Stage } from '../../model/model.ts';
import { isAbsolute, isWithin, normalizePath, resolvePath } from '../../text/paths.ts';
import { isFile } from '../image-files/file-tree.ts';
import { imageTree } from '../image-files/image-tree.ts';
import { appRootOf } from './app-root.ts';

/** Files of an image below a place that a deployment takes for its own. */
export interface BakedFiles {
  /** The place. */
  readonly directory: string;
  /** An instruction that puts some of them there. */
  readonly copy: CopyStep;
}

/** Where the models of a deployment are mounted, unless it says otherwise. Source: Microsoft docs, how-to-deploy-custom-container. */
const MODELS = `${DEFAULT_APP_ROOT}/azureml-models`;

/**
 * The model that an image brings, at the place where a deployment mounts its own, or where AZUREML_MODEL_DIR points, which Azure ML
 * sets to the mounted one.
 *
 * @param mount `model_mount_path`, absolute; `undefined`: the usual place
 */
export function bakedModel(stage: Stage, mount: string | undefined): BakedFiles | undefined {
  const binding = stage.atEnd.env('AZUREML_MODEL_DIR');
  const pointed = binding?.by === 'ENV' ? knownText(binding.value) : undefined;
  const places = [
    normalizePath(mount ?? MODELS),
    ...(pointed !== undefined && isAbsolute(pointed) ? [normalizePath(pointed)] : []),
  ];
  // Code is no model, though a variable may point to its folder.
  const isModel = (path: string) => !/\.(?:py|pyc|txt|ya?ml|md|ipynb)$/i.test(path);
  return firstBelow(stage, places, isModel);
}

/** The code that an image brings, at the place where that of a deployment is mounted. */
export function bakedCode(stage: Stage): BakedFiles | undefined {
  const script = knownText(stage.atEnd.env('AZUREML_ENTRY_SCRIPT')?.value ?? { parts: [''] });
  const isCode = (path: string) =>
    /\.py$/i.test(path) || (script !== undefined && script !== '' && path.endsWith(`/${script}`));
  const places = [...new Set([appRootOf(stage) ?? DEFAULT_APP_ROOT, DEFAULT_APP_ROOT])];
  return firstBelow(stage, places, isCode);
}

function firstBelow(
  stage: Stage,
  places: readonly string[],
  counts: (path: string) => boolean,
): BakedFiles | undefined {
  for (const directory of places) {
    const copy = copyBelow(stage, directory, counts);
    if (copy) return { directory, copy };
  }
  return undefined;
}

/** So many directories of an image are looked into. */
const MOST_DIRECTORIES = 200;

/** The instruction that puts a file that counts into a directory, as far as that is certain. */
function copyBelow(stage: Stage, directory: string, counts: (path: string) => boolean): CopyStep | undefined {
  const tree = imageTree(stage);
  const open = [directory];
  for (let index = 0; index < open.length && index < MOST_DIRECTORIES; index++) {
    for (const name of tree.list(open[index]!).names) {
      const path = resolvePath(open[index]!, name);
      const entry = tree.at(path);
      if (isFile(entry) && counts(path)) return entry.copy;
      if (entry === 'directory') open.push(path);
    }
  }
  return unseenCopy(stage, directory, counts);
}

/** A COPY into a directory of files that are not known one by one, because the context is not. */
function unseenCopy(
  stage: Stage,
  directory: string,
  counts: (path: string) => boolean,
): CopyStep | undefined {
  if (stage.file.context.certainty !== 'unknown') return undefined;
  return stage.ancestors
    .flatMap(({ copies }) => copies)
    .find(({ content, destinationPaths }) =>
      destinationPaths.some((path) => isWithin(path, directory) && (content.isTree || counts(path))),
    );
}
