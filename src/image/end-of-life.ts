import { type CatalogImage, findImage } from './catalog.ts';
import { type Product, supportOf } from './support.ts';

/** A part of an image that its makers no longer support. */
export interface EndOfLifeProduct {
  readonly product: Product;
  readonly version: string;
  /** The last day of support, `YYYY-MM-DD`. */
  readonly date: string;
}

const PRODUCTS: readonly Product[] = ['ubuntu', 'python'];

/** The parts of an image whose support has ended on a day, `YYYY-MM-DD`. Parts that are not known are left out. */
export function endOfLifeProducts(image: CatalogImage, now: string): readonly EndOfLifeProduct[] {
  return PRODUCTS.flatMap((product) => {
    const version = image[product];
    const support = version === undefined ? undefined : supportOf(product, version, new Date(now));
    return version !== undefined && support?.ended ? [{ product, version, date: support.date }] : [];
  });
}

const NAMES: Readonly<Record<Product, string>> = { ubuntu: 'Ubuntu', python: 'Python' };

/** For a message: `Ubuntu 20.04 ended on 2025-05-31, Python 3.8 on 2024-10-07`. */
export function describeEndOfLife(ended: readonly EndOfLifeProduct[]): string {
  return ended
    .map(({ product, version, date }, index) => {
      return `${NAMES[product]} ${version} ${index === 0 ? 'ended on' : 'on'} ${date}`;
    })
    .join(', ');
}

/**
 * The image, with its tag, that has supported versions of some products on a day: the newest version of the image
 * itself, or its successor. An image of which the version is not known is not suggested.
 */
export function supportedReplacement(
  { name, released, newestTag, successor }: CatalogImage,
  products: readonly Product[],
  now: string,
): string | undefined {
  const newer = released !== undefined && newestTag !== undefined ? findImage(name, newestTag) : undefined;
  const next = successor === undefined ? undefined : findImage(successor);
  const found = [newer, next].find(
    (image) => image && products.every((product) => isSupported(image[product], product, now)),
  );
  return found && `${found.name}:${found.newestTag ?? 'latest'}`;
}

function isSupported(version: string | undefined, product: Product, now: string): boolean {
  const support = version === undefined ? undefined : supportOf(product, version, new Date(now));
  return support?.ended === false;
}
