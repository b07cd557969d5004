/** The image that takes the place of one which gets no fixes. */

import { type CatalogImage, findImage } from '../../image/catalog.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { Span } from '../../text/fragment.ts';
import type { FaultyImage } from './image-faults.ts';

/** What to write in the place of an image. */
export interface Successor {
  readonly image: CatalogImage;
  /** The span of the name with its tag or digest. */
  readonly written: Span;
  /** The name with a tag. */
  readonly text: string;
}

/**
 * The successor of an image, with one of its tags; a digest belongs to the old image and is removed. `undefined` when none
 * is known.
 */
export function successorOf({ base: { reference }, image }: FaultyImage): Successor | undefined {
  const successor = image?.successor ? findImage(image.successor) : undefined;
  if (!image || !successor) return undefined;
  const written = { start: reference.written.start, end: reference.text.end };
  return { image: successor, written, text: `${successor.name}${tagFor(successor, reference, image)}` };
}

function tagFor(successor: CatalogImage, { tag }: ImageReference, image: CatalogImage): string {
  // A pattern after the keyword describes the tags of the old family.
  if (tag?.kind === 'template') {
    return successor.family === image.family ? `:${tag.text.text}` : ':{{latest-image-tag}}';
  }
  return tag?.text.text === 'latest' ? ':latest' : `:${successor.newestTag ?? 'latest'}`;
}
