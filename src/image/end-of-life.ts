import { type CatalogueImage, findImage } from './catalogue.ts';
import { type Product, supportOf } from './support.ts';

/** What of an image is no longer supported by those who make it. */
export interface EndOfLife {
  readonly version: string;
  /** The last day of support, `YYYY-MM-DD`. */
  readonly date: string;
  /** The successor of the image, when it brings a version that is supported. */
  readonly successor: string | undefined;
}

/** Whether the support of an image's Ubuntu or Python has ended on a day; `undefined` when not, or when not known. */
export function endOfLife(
  product: Product,
  image: CatalogueImage | undefined,
  now: string,
): EndOfLife | undefined {
  const version = image?.[product];
  const support = version === undefined ? undefined : supportOf(product, version, new Date(now));
  if (!image || version === undefined || !support?.ended) return undefined;
  return { version, date: support.date, successor: supportedSuccessor(product, image, now) };
}

/** What is not known of the successor is not promised. */
function supportedSuccessor(
  product: Product,
  { successor }: CatalogueImage,
  now: string,
): string | undefined {
  const image = successor === undefined ? undefined : findImage(successor);
  const version = image?.[product];
  const support = version === undefined ? undefined : supportOf(product, version, new Date(now));
  return support && !support.ended ? image?.name : undefined;
}
