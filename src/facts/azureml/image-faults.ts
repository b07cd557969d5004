/**
 * What is wrong with the images that a file names, worked out once for all rules about images.
 *
 * A replaced image is usually old in every other way too. That is one mistake with one cure, and so one finding: a
 * fault that covers others includes them, if an enabled rule reports it. If no rule does, because it was switched off,
 * the others are reported separately.
 */
import type { CatalogImage } from '../../image/catalog.ts';
import { type EndOfLifeProduct, endOfLifeProducts } from '../../image/end-of-life.ts';
import type { ImageFault } from '../../image/image-fault.ts';
import { type StaleTag, staleTag } from '../../image/stale-tag.ts';
import type { DockerfileModel, FileModel, ImageUse, Stage } from '../../model/model.ts';
import { memoized } from '../../text/memoized.ts';
import { makesPython } from '../packages/python-environments.ts';

/** An image of the catalog, or any other image if only its tag is wrong, with all its faults. */
export interface FaultyImage extends ImageUse {
  /** The catalog's entry for it. */
  readonly image: CatalogImage | undefined;
  /** The first is the requested one, the others are those that it covers. */
  readonly faults: readonly ImageFault[];
  /** The unsupported products among the faults, Ubuntu first. */
  readonly ended: readonly EndOfLifeProduct[];
  readonly stale: StaleTag | undefined;
}

const COVERED: Readonly<Record<ImageFault, readonly ImageFault[]>> = {
  replaced: ['ubuntu', 'python', 'stale-tag', 'untagged'],
  ubuntu: ['python', 'stale-tag'],
  python: [],
  'stale-tag': [],
  untagged: [],
};

/** Statuses of images that should be replaced. */
const REPLACED: ReadonlySet<CatalogImage['status']> = new Set([
  'deprecated',
  'retired',
  'superseded',
  'stale',
  'eol-components',
]);

/** The images with a fault, except where another fault includes it; in order of place. */
export function faultyImages(file: FileModel, fault: ImageFault): readonly FaultyImage[] {
  return allFaulty(file).flatMap((faulty) => {
    const { faults } = faulty;
    const isTold = faults.some((other) => file.tellsOfImages.has(other) && COVERED[other].includes(fault));
    if (!faults.includes(fault) || isTold) return [];
    const reported = [fault, ...faults.filter((other) => COVERED[fault].includes(other))];
    return {
      ...faulty,
      faults: reported,
      ended: faulty.ended.filter(({ product }) => reported.includes(product)),
      stale: reported.includes('stale-tag') ? faulty.stale : undefined,
    };
  });
}

const allFaulty = memoized((file: FileModel): readonly FaultyImage[] =>
  file.images.map((use) => examined(use, file)),
);

/** A COPY or a mount uses neither the Ubuntu nor the Python of its image. */
function examined(use: ImageUse, file: FileModel): FaultyImage {
  const { reference, image } = use.base;
  const { tag, digest } = reference;
  const isBase = use.role === 'base';
  const ended = isBase && image ? endedIn(image, use, file) : [];
  const stale = isBase && image && tag ? staleTag(tag.text.text, image, file.now) : undefined;
  const faults: ImageFault[] = ended.map(({ product }) => product);
  if (image && REPLACED.has(image.status)) faults.unshift('replaced');
  if (stale) faults.push('stale-tag');
  if (isBase && !tag && !digest) faults.push('untagged');
  return { ...use, image, faults, ended, stale };
}

/** A Python that the file replaces runs nothing. */
function endedIn(image: CatalogImage, use: ImageUse, { now }: FileModel): readonly EndOfLifeProduct[] {
  return endOfLifeProducts(image, now).filter(({ product }) => product !== 'python' || !hasOwnPython(use));
}

/** Whether what is built on an image brings a Python of its own. */
export function hasOwnPython({ stage, ownPython = false }: Pick<ImageUse, 'stage' | 'ownPython'>): boolean {
  return stage === undefined ? ownPython : rootsWithOwnPython(stage.file).has(stage);
}

const rootsWithOwnPython = memoized(
  ({ stages }: DockerfileModel): ReadonlySet<Stage> =>
    new Set(stages.filter(makesPython).map(({ root }) => root)),
);
