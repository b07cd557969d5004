/** The inference server of an image: which release it is, and what is installed beside it. */
import {
  NEWEST_SERVER,
  SERVER_PACKAGE,
  SERVER_PACKAGES,
  SERVER_RELEASES,
  type ServerRelease,
  serverRelease,
  serverSupportsPython,
} from '../image/inference-server.ts';
import { tagDate } from '../image/tags.ts';
import { chainOf } from './chain.ts';
import type { Stage } from './file.ts';
import type { Install, Package } from './installs.ts';
import {
  type ActivatedEnvironment,
  activatedEnvironment,
  installsIntoActive,
} from './python-environments.ts';
import { serverReplacedBy } from './startup.ts';

/** Of how many releases an image that is built again and again may have one. */
const RECENT = 2;

/** The server that starts in a container of a stage, with the environment it runs in. */
export interface Server {
  readonly stage: Stage;
  /** The environment that the file puts in the place of that of the base image. */
  readonly activated: ActivatedEnvironment | undefined;
  /** What is installed into its environment, as far as that can be told, in order. */
  readonly installs: readonly Install[];
  /** The releases that it may be of; the newest first, and never empty. */
  readonly releases: readonly ServerRelease[];
}

/** The server of a stage; `undefined` when its base starts none, or the file starts something else. */
export function serverOf(stage: Stage): Server | undefined {
  if (!baseStartsServer(stage) || serverReplacedBy(stage)) return undefined;
  const activated = activatedEnvironment(stage);
  const installs = chainOf(stage)
    .flatMap(({ runs }) => runs)
    .flatMap((run) => installsIntoActive(run, activated));
  return { stage, activated, installs, releases: releasesOf(stage, activated, installs) };
}

/** Whether a container of the image that a stage builds on starts the server. */
export function baseStartsServer({ family, image }: Stage): boolean {
  return family === 'inference' && (image === undefined || image.bootsServer === true);
}

/** Whether a package is the server, or brings it. */
export function bringsServer({ name }: Package): boolean {
  return name !== undefined && SERVER_PACKAGES.includes(name);
}

function releasesOf(
  stage: Stage,
  activated: ActivatedEnvironment | undefined,
  installs: readonly Install[],
): readonly ServerRelease[] {
  const own = installs.flatMap(({ packages }) => packages).findLast(({ name }) => name === SERVER_PACKAGE);
  const pinned = own && /^===?\s*([\d.]+)$/.exec(own.specifier)?.[1];
  if (pinned !== undefined) {
    const known = serverRelease(pinned);
    return known ? [known] : [NEWEST_SERVER];
  }
  return own?.specifier === '' || activated ? [NEWEST_SERVER] : releasesOfImage(stage);
}

/** Those that the base image may have: recent on the day of its tag, and for its Python. */
function releasesOfImage({ root, image }: Stage): readonly ServerRelease[] {
  const tag = root.base.kind === 'image' ? root.base.reference.tag?.text.text : undefined;
  const day =
    (tag === undefined ? undefined : tagDate(tag)?.toISOString().slice(0, 10)) ?? image?.lastRelease;
  const until = SERVER_RELEASES.filter(({ released }) => day === undefined || released <= day);
  const fitting = until.filter(
    (release) => image?.python === undefined || serverSupportsPython(release, image.python) === 'supported',
  );
  const isRebuilt = image?.status === 'supported' || day !== undefined;
  if (fitting.length === 0) return [NEWEST_SERVER];
  return isRebuilt ? fitting.slice(0, RECENT) : fitting;
}
