/** The variables by which an image makes an environment of Python active, and where they point to. */
import { knownPrefix } from '../../dockerfile/value.ts';
import type { CatalogImage } from '../../image/catalog.ts';
import { condaRootOf } from '../../image/conda-root.ts';
import type { EnvSetting, Stage } from '../../model/model.ts';
import { type Fragment, slice } from '../../text/fragment.ts';
import { isAbsolute, isWithin, normalizePath } from '../../text/paths.ts';
import { copiesInto } from '../image-files/copied-into.ts';
import { type EnvironmentName, mayMakeEnvironment } from './python-environments.ts';

/** What the boot script and the programs of an environment need. Source: azureml-examples, conda-in-dockerfile. */
export const ACTIVATION_VARIABLES = ['AZUREML_CONDA_ENVIRONMENT_PATH', 'PATH', 'LD_LIBRARY_PATH'] as const;
export type ActivationVariable = (typeof ACTIVATION_VARIABLES)[number];

/** What comes behind the directory of the environment in each of them. */
const BELOW: Readonly<Record<ActivationVariable, string>> = {
  AZUREML_CONDA_ENVIRONMENT_PATH: '',
  PATH: '/bin',
  LD_LIBRARY_PATH: '/lib',
};

/** The value with which a variable points to an environment, before what it had: `/opt/x/bin:$PATH`. */
export function pointingValue(variable: ActivationVariable, prefix: string): string {
  const own = `${prefix}${BELOW[variable]}`;
  return BELOW[variable] === '' ? own : `${own}:$${variable}`;
}

/**
 * Whether a variable points to an environment at the end of a stage, before anything else of that kind; `undefined` if its
 * value is not known.
 */
export function pointsTo(
  { atEnd }: Stage,
  variable: ActivationVariable,
  prefix: string,
): boolean | undefined {
  const binding = atEnd.env(variable);
  if (binding?.by !== 'ENV') return false;
  const { parts } = binding.value;
  if (typeof parts[0] !== 'string' && parts.length > 0 && !isOwnValue(parts[0], variable)) return undefined;
  return knownPrefix(binding.value)
    .split(':')
    .some((entry) => entry !== '' && normalizePath(entry) === `${prefix}${BELOW[variable]}`);
}

/** `$PATH` itself: what the base image has there. */
function isOwnValue(part: unknown, variable: string): boolean {
  return typeof part === 'object' && part !== null && 'name' in part && part.name === variable;
}

/** The directory of an environment; that of a name is below the conda of the base image. `undefined` if it is not known. */
export function prefixIn(image: CatalogImage | undefined, environment: EnvironmentName): string | undefined {
  if ('prefix' in environment) return environment.prefix;
  const root = condaRootOf(image);
  return root && `${root}/envs/${environment.name}`;
}

/** An environment that variables point into, and that is not there. */
export interface AbsentEnvironment {
  readonly prefix: string;
  /** Where they do, in order. */
  readonly places: readonly { readonly variable: string; readonly at: Fragment }[];
}

const NAMING = [...ACTIVATION_VARIABLES, 'CONDA_PREFIX'];
/** `/azureml-envs/x`, `/opt/miniconda/envs/x`; and the conda that images with the other one do not have. */
const ENVIRONMENT = /^(?:\/azureml-envs\/[^/:]+|\/opt\/\w*conda\d*\/envs\/[^/:]+)/;
const OTHER_CONDA = '/opt/conda';
/** So many entries of a variable are looked at: nobody has more environments. */
const MOST_ENTRIES = 30;

/**
 * The environments that variables of a stage point into although neither its base has them nor anything in the file may
 * make them. None where the environment of the base is not known.
 */
export function absentEnvironments(stage: Stage): readonly AbsentEnvironment[] {
  const { image } = stage;
  if (image?.pythonPrefix === undefined) return [];
  const found = new Map<string, AbsentEnvironment['places'][number][]>();
  for (const variable of NAMING) {
    const setting = stage.envSetting(variable);
    for (const entry of setting ? entriesOf(setting).slice(0, MOST_ENTRIES) : []) {
      const prefix = environmentIn(entry.path, image);
      if (prefix === undefined || mayBeThere(stage, prefix, variable)) continue;
      const places = found.get(prefix) ?? [];
      if (!places.some((place) => place.variable === variable)) places.push({ variable, at: entry.at });
      found.set(prefix, places);
    }
  }
  return [...found].map(([prefix, places]) => ({ prefix, places }));
}

/** The completely known paths of a value, each with its place, if it is written there. */
function entriesOf({ value, pair }: EnvSetting): readonly { readonly path: string; readonly at: Fragment }[] {
  const texts = value.parts.map((part) => (typeof part === 'string' ? part : '\0')).join('');
  const known = texts.split(':').filter((path) => isAbsolute(path) && !path.includes('\0'));
  return known.map((path) => {
    const written = pair.value ?? pair.name;
    const at = written.text.indexOf(path);
    return { path: normalizePath(path), at: at === -1 ? written : slice(written, at, at + path.length) };
  });
}

function environmentIn(path: string, image: CatalogImage): string | undefined {
  const isOther = condaRootOf(image) !== OTHER_CONDA && isWithin(path, OTHER_CONDA);
  return isOther ? OTHER_CONDA : ENVIRONMENT.exec(path)?.[0];
}

function mayBeThere(stage: Stage, prefix: string, variable: string): boolean {
  const { pythonPrefix = '', environment } = stage.image!;
  const ofImage = [pythonPrefix, ...Object.values(environment).flatMap((text) => text.split(':'))];
  if (ofImage.some((path) => isAbsolute(path) && isWithin(path, prefix))) return true;
  if (mayMakeEnvironment(stage, prefix)) return true;
  const { inside, perhaps, named, opaque } = copiesInto(stage, prefix, variable);
  return inside.length > 0 || perhaps.length > 0 || named || opaque || isMadeBelow(stage, prefix);
}

/** `/opt/conda` may be made by an environment in it, or by a variable that is known only in the build. */
function isMadeBelow({ ancestors }: Stage, prefix: string): boolean {
  return ancestors.some(({ runs }) =>
    runs.some(({ commands }) =>
      commands.some(({ words }) => words.some(({ text }) => isWithin(normalizePath(text), prefix))),
    ),
  );
}
