/** The inference server of an image: its release, and the packages installed beside it. */
import { knownText } from '../../dockerfile/value.ts';
import { SERVICE_DIRECTORY } from '../../image/contract.ts';
import {
  NEWEST_SERVER,
  SERVER_PACKAGE,
  SERVER_PACKAGES,
  SERVER_RELEASES,
  type ServerRelease,
  serverRelease,
  serverSupportsPython,
} from '../../image/inference-server.ts';
import { tagDate } from '../../image/tags.ts';
import { containerStartOf, serverOverride } from '../../model/container-start.ts';
import type { Package } from '../../model/installs.ts';
import type { DockerfileModel, EnvSetting, Stage } from '../../model/model.ts';
import { copiesInto, mayCopy } from '../image-files/copied-into.ts';
import { mayBring, mayHavePackage } from '../packages/environment-packages.ts';
import type { FilledInstall } from '../packages/installed-files.ts';
import {
  type ActivatedEnvironment,
  activatedEnvironment,
  installsIntoActive,
} from '../packages/python-environments.ts';
import { appRootOf } from './app-root.ts';

/** An image that is rebuilt regularly may have one of this many releases. */
const RECENT = 2;

/** The server that a container of a stage starts, with its environment. */
export interface Server {
  readonly stage: Stage;
  /** The environment that the file activates instead of the base image's. */
  readonly activated: ActivatedEnvironment | undefined;
  /** What is installed into its environment, as far as that is known, in order. */
  readonly installs: readonly FilledInstall[];
  /** The releases that it may have, newest first; never empty. */
  readonly releases: readonly ServerRelease[];
}

/**
 * The server of a stage; `undefined` when the stage is not for serving, when the file starts something else, or when
 * the services of a training image are the author's own.
 */
export function serverOf(stage: Stage): Server | undefined {
  if (!isForServer(stage) || serverOverride(stage) || hasOwnServices(stage)) return undefined;
  const activated = activatedEnvironment(stage);
  const installs = stage.ancestors
    .flatMap(({ runs }) => runs)
    .flatMap((run) => installsIntoActive(run, activated));
  return { stage, activated, installs, releases: releasesOf(stage, activated, installs) };
}

/** Whether a container of a stage is meant to run the server: its base does so by itself, or the file is about it. */
export function isForServer({ serves, family, image }: Stage): boolean {
  return serves && (family !== 'inference' || image === undefined || image.bootsServer === true);
}

/** The ENV that gives a server its key of Application Insights, and everybody else with it. */
export function insightsKeyOf({ finalStage: stage }: DockerfileModel): EnvSetting | undefined {
  if (!stage || stage.family === 'other' || !isForServer(stage)) return undefined;
  const key = stage.envSetting('AML_APP_INSIGHTS_KEY');
  return key && knownText(key.value) !== '' ? key : undefined;
}

/** Whether runit starts the server in a container of a stage, behind nginx, and nothing replaces it. */
export function isStartedByServices(stage: Stage): boolean {
  const { kind } = containerStartOf(stage);
  return isForServer(stage) && (kind === 'base' || kind === 'services') && !hasOwnServices(stage);
}

/** On a training image, the file may copy or create services; only their scripts determine what they start. */
function hasOwnServices(stage: Stage): boolean {
  if (stage.family === 'inference') return false;
  const directory = stage.atEnd.env('SVDIR');
  if (directory?.by === 'ENV' && knownText(directory.value) !== SERVICE_DIRECTORY) return true;
  const { inside, perhaps, named } = copiesInto(stage, SERVICE_DIRECTORY, 'SVDIR');
  return inside.length > 0 || perhaps.length > 0 || named;
}

/**
 * Whether a package may be in the environment of a server: the file installs it there, or may, or the environment is that
 * of the base image and something is installed from a file. What the base image brings is not known.
 */
export function mayHaveBeside(
  { stage, activated, installs }: Server,
  isWanted: (each: Package) => boolean,
): boolean {
  if (activated) return mayHavePackage(stage, activated, isWanted);
  return installs.some((install) => mayBring(install, isWanted));
}

/** The scoring script of the MLflow images. Source: azureml-assets, mlflow-py312-inference/context. */
const MLFLOW_SCRIPT = 'mlflow_score_script.py';
const MLFLOW_ROOT = '/var/mlflow_resources';

/** Whether the server of a stage loads the scoring script of the MLflow images, and not one of the file. */
export function runsMlflowScript(stage: Stage): boolean {
  const { image, atEnd } = stage;
  if (image?.appRoot !== MLFLOW_ROOT || appRootOf(stage) !== MLFLOW_ROOT) return false;
  const script = atEnd.env('AZUREML_ENTRY_SCRIPT');
  if (script && knownText(script.value) !== MLFLOW_SCRIPT) return false;
  const copies = stage.ancestors.flatMap((one) => one.copies);
  return !copies.some((copy) => mayCopy(copy, `${MLFLOW_ROOT}/${MLFLOW_SCRIPT}`));
}

/** Whether a package is the server, or installs it. */
export function providesServer({ name }: Package): boolean {
  return name !== undefined && SERVER_PACKAGES.includes(name);
}

function releasesOf(
  stage: Stage,
  activated: ActivatedEnvironment | undefined,
  installs: readonly FilledInstall[],
): readonly ServerRelease[] {
  const own = installs.flatMap(({ packages }) => packages).findLast(({ name }) => name === SERVER_PACKAGE);
  const pinned = own && /^===?\s*([\d.]+)$/.exec(own.specifier)?.[1];
  if (pinned !== undefined) {
    const known = serverRelease(pinned);
    return known ? [known] : [NEWEST_SERVER];
  }
  return own?.specifier === '' || activated ? [NEWEST_SERVER] : releasesOfImage(stage);
}

/** The releases that the base image may have: recent on the day of its tag, and for its Python. */
function releasesOfImage({ root, image }: Stage): readonly ServerRelease[] {
  const tag = root.base.kind === 'image' ? root.base.reference.tag?.text.text : undefined;
  const day =
    (tag === undefined ? undefined : tagDate(tag)?.toISOString().slice(0, 10)) ??
    image?.released ??
    image?.lastRelease;
  const until = SERVER_RELEASES.filter(({ released }) => day === undefined || released <= day);
  const fitting = until.filter(
    (release) => image?.python === undefined || serverSupportsPython(release, image.python) === 'supported',
  );
  const isRebuilt = image?.status === 'supported' || day !== undefined;
  if (fitting.length === 0) return [NEWEST_SERVER];
  return isRebuilt ? fitting.slice(0, RECENT) : fitting;
}
