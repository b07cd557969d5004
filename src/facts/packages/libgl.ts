/** Whether an image may have libGL.so.1, which OpenCV with windows needs. */
import { knownText } from '../../dockerfile/value.ts';
import { isOfficial } from '../../image/reference.ts';
import { isSubrange, rangesMeet, versionRange } from '../../image/version-range.ts';
import { type Package, versionsOf } from '../../model/installs.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import { packageAction } from '../../model/package-actions.ts';
import { ALSO_HEADLESS, BRINGS_LIBGL, HEADLESS, WITHOUT_QT5 } from '../../programs/opencv.ts';
import { memoized } from '../../text/memoized.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import { filledEnvironments } from './environment-installs.ts';
import { type FilledInstall, filledInstalls } from './installed-files.ts';

/** An OpenCV with windows that cannot be imported. */
export interface WindowedOpencv {
  readonly each: Package;
  /** The package to install instead. */
  readonly headless: string;
  /** Whether that package has a release which the specifier allows. */
  readonly isReleased: boolean;
  /** Whether the image is one of Azure ML, so that it is certain that it brings no libGL and that nothing works which needs it. */
  readonly isCertain: boolean;
}

/** The packages of OpenCV in the final image that need libGL.so.1, which certainly nothing brings. */
export function opencvWithoutLibgl(file: DockerfileModel): readonly WindowedOpencv[] {
  return filledEnvironments(file).flatMap(({ stage, installs }) => {
    if (!stage.shipped) return [];
    const packages = installs
      .filter(({ install }) => install.manager === 'pip')
      .flatMap(({ install }) => install.packages);
    const found = packages.flatMap((each) => {
      const headless = each.name === undefined ? undefined : HEADLESS[each.name];
      if (headless === undefined || isOld(each)) return [];
      return [{ each, headless, isReleased: isAlsoHeadless(each), isCertain: stage.image !== undefined }];
    });
    const perhaps = installs.flatMap(({ install }) => install.perhaps);
    if (found.length === 0 || [...packages, ...perhaps].some(isHeadless) || mayHaveLibgl(stage)) return [];
    return found.filter(({ each }) => !isTakenOut(each, stage));
  });
}

function isOld(each: Package): boolean {
  const range = versionsOf(each, 'pip');
  return range !== undefined && isSubrange(range, versionRange(WITHOUT_QT5)!);
}

/** A specifier that cannot be read may mean any release. */
function isAlsoHeadless(each: Package): boolean {
  const range = versionsOf(each, 'pip');
  return range !== undefined && rangesMeet(range, versionRange(ALSO_HEADLESS)!);
}

function isHeadless({ name }: Package): boolean {
  return name !== undefined && Object.values(HEADLESS).includes(name);
}

function isTakenOut({ name, word }: Package, stage: Stage): boolean {
  const removals = removalsIn(stage);
  return [name, UNKNOWN].some(
    (one) => one !== undefined && (removals.get(one) ?? -1) > (word.origin?.readBy ?? word).start,
  );
}

/** No name of a package. */
const UNKNOWN = '';

/** Where pip takes a package out last, by its name. */
const removalsIn = memoized(({ ancestors }: Stage): ReadonlyMap<string, number> => {
  const last = new Map<string, number>();
  for (const command of ancestors.flatMap(({ runs }) => runs).flatMap(({ commands }) => commands)) {
    if (packageAction(command, 'pip') !== 'remove') continue;
    for (const { text, literal } of command.targets) {
      const name = literal ? text : UNKNOWN;
      last.set(name, Math.max(command.start, last.get(name) ?? -1));
    }
  }
  return last;
});

const mayHaveLibgl = memoized((stage: Stage): boolean => {
  if (!isBaseWithout(stage)) return true;
  return stage.ancestors.some(
    ({ runs, copies }) =>
      runs.some(mayBringLibgl) ||
      copies.some(({ from, destination }) => from !== undefined && isForLibraries(knownText(destination))),
  );
});

/** Bases that are known to have no libGL.so.1: those of Azure ML, but for curated environments with jobs, and official ones. */
function isBaseWithout({ image, family, root: { base } }: Stage): boolean {
  if (image) return (family === 'inference' || family === 'training') && image.family !== 'curated-training';
  return (
    base.kind === 'image' &&
    isOfficial(base.reference) &&
    /^(?:python|ubuntu|debian)$/.test(base.reference.familiar)
  );
}

function mayBringLibgl(run: RunStep): boolean {
  return (
    filledInstalls(run).some((install) => install.manager !== 'pip' && mayNameLibgl(install)) ||
    run.scripts.some(({ kind }) => kind === 'other') ||
    classifyCommands(run).some(hasUnknownEffects)
  );
}

/** By name, by a file, or by what only the build knows. */
function mayNameLibgl({ command, packages, isPartial }: FilledInstall): boolean {
  return (
    isPartial ||
    command.wrappers.some(({ name }) => name === 'xargs') ||
    packages.some(({ name }) => name === undefined || BRINGS_LIBGL.test(name))
  );
}

/** `/`, `/usr`, `/lib`, and what is below. */
function isForLibraries(path: string | undefined): boolean {
  return path === undefined || path === '/' || /^\/(?:usr|lib)(?:\/(?!local\/bin)|$)/.test(path);
}
