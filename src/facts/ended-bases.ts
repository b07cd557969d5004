import { type EndOfLife, endOfLife } from '../image/end-of-life.ts';
import type { Product } from '../image/support.ts';
import type { BaseImage, File } from './file.ts';

/** A FROM that names an image whose Ubuntu or Python is no longer supported. */
export interface EndedBase extends EndOfLife {
  readonly base: BaseImage;
}

/** The FROMs of a file on whose images the support of a product has ended, in order. A stage built on names none. */
export function endedBases(file: File, product: Product): readonly EndedBase[] {
  return file.stages.flatMap(({ base }) => {
    const ended = base.kind === 'image' ? endOfLife(product, base.image, file.now) : undefined;
    return base.kind === 'image' && ended ? [{ base, ...ended }] : [];
  });
}
