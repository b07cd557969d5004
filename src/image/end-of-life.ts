import { type CatalogImage, findImage } from './catalog.ts';
import { type Product, supportOf } from './support.ts';

/** What of an image is no longer supported by those who make it. */
export interface EndOfLifeProduct {
  readonly product: Product;
  readonly version: string;
  /** The last day of support, `YYYY-MM-DD`. */
  readonly date: string;
}

const PRODUCTS: readonly Product[] = ['ubuntu', 'python'];

/** What of an image is past the end of its support on a day, `YYYY-MM-DD`. What is not known is not in it. */
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
 * The image with its tag that brings some products in versions that are supported on a day: the newest version of the
 * image itself, or its successor. What is not known of an image is not promised.
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
