/**
 * What is wrong with the images that a file names, worked out once for all rules that speak about it.
 *
 * An image that has been replaced is most often old in every other way too. That is one mistake with one cure, and so one
 * finding: a fault that covers others carries them along, as long as a rule that is on tells it. Where none does, because
 * somebody has switched it off, the others are told for themselves.
 */
import type { CatalogImage } from '../../image/catalog.ts';
import { type EndOfLifeProduct, endOfLifeProducts } from '../../image/end-of-life.ts';
import type { ImageFault } from '../../image/image-fault.ts';
import { type StaleTag, staleTag } from '../../image/stale-tag.ts';
import type { DockerfileModel, FileModel, ImageUse, Stage } from '../../model/model.ts';
import { memoized } from '../../text/kept.ts';
import { makesPython } from '../packages/python-environments.ts';

/** An image of the catalog, or of anybody where only its tag is wrong, with all that is wrong with it. */
export interface FaultyImage extends ImageUse {
  /** What the catalog knows of it. */
  readonly image: CatalogImage | undefined;
  /** The first is the one that is asked about, the others are those that it covers. */
  readonly faults: readonly ImageFault[];
  /** Those among the faults, Ubuntu first. */
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

/** The images with a fault, but for those where it is told along with another one; in order of place. */
export function faultyImages(file: FileModel, fault: ImageFault): readonly FaultyImage[] {
  return allFaulty(file).flatMap((faulty) => {
    const { faults } = faulty;
    const isTold = faults.some((other) => file.tellsOfImages.has(other) && COVERED[other].includes(fault));
    if (!faults.includes(fault) || isTold) return [];
    const told = [fault, ...faults.filter((other) => COVERED[fault].includes(other))];
    return {
      ...faulty,
      faults: told,
      ended: faulty.ended.filter(({ product }) => told.includes(product)),
      stale: told.includes('stale-tag') ? faulty.stale : undefined,
    };
  });
}

const allFaulty = memoized((file: FileModel): readonly FaultyImage[] =>
  file.images.map((use) => examined(use, file)),
);

/** What is copied from an image is nobody's Ubuntu and nobody's Python. */
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

function hasOwnPython({ stage, ownPython = false }: ImageUse): boolean {
  return stage === undefined ? ownPython : rootsWithOwnPython(stage.file).has(stage);
}

const rootsWithOwnPython = memoized(
  ({ stages }: DockerfileModel): ReadonlySet<Stage> =>
    new Set(stages.filter(makesPython).map(({ root }) => root)),
);
