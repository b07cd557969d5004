import { type Span, slice } from '../../text/fragment.ts';
import type { Location } from '../../text/source.ts';
import type { ImageFile } from './file-tree.ts';

/**
 * A part of the text of a file in an image, as a place to report: in the file of the context, or in the Dockerfile for a
 * here-document. `undefined` if the file is not known.
 */
export function placeInFile(
  { source, heredoc }: ImageFile,
  { start, end }: Span,
): Location | Span | undefined {
  if (source) return { file: source, span: { start, end } };
  return heredoc && slice(heredoc.body, start, end);
}
