import type { FileModel } from '../../model/model.ts';
import { unknownSurroundings } from '../../model/surroundings.ts';
import type { Span } from '../../text/fragment.ts';
import { lineAt, lineSpan, lineText, sourceOf } from '../../text/source.ts';
import type { CommentPlace, CommentScope, Kind } from '../kind.ts';

/**
 * Files in which findings of other files lie, and that have no model of their own: requirement files, conda files, scripts of
 * services. Nothing is known of them but that a `#` begins a comment.
 */
export const textKind: Kind<'text', FileModel> = {
  id: 'text',
  title: 'text file',
  language: 'text',
  names: { files: '(?!)', examples: { found: [], notFound: [] } },
  recognizes: () => false,
  describeOther: () => 'is none of the files that are linted',
  analyze(text, path, optionsFor) {
    const { now, tellsOfImages = new Set(), surroundings = unknownSurroundings } = optionsFor(false);
    const source = sourceOf(text, path);
    return {
      kind: 'text',
      source,
      now,
      images: [],
      tellsOfImages,
      placeholders: [],
      unused: [],
      surroundings,
    };
  },
  familyAt: () => 'other',
  familiesIn: () => ['other'],
  commentsIn,
  anchorsIn: () => () => undefined,
  problemsIn: () => [],
  mayEdit: () => true,
  damage: () => undefined,
  uncoveredBy: () => [],
};

/** A comment on a line of its own is about the next line that is none; one after other text is about its line. */
function commentsIn({ source }: FileModel): readonly CommentPlace[] {
  return [...source.text.matchAll(/(?<=^|[ \t])#(.*)$/gm)].map(({ index, 0: whole, 1: text = '' }) => {
    const line = lineAt(source, index);
    const isAlone = /^[ \t\ufeff]*#/.test(lineText(source, line));
    const covers = (scope: CommentScope): Span | undefined => {
      if (scope !== 'next') return { start: 0, end: source.text.length + 1 };
      if (!isAlone) return lineSpan(source, line);
      let next = line + 1;
      while (/^[ \t]*(?:#|$)/.test(lineText(source, next)) && next <= source.lineStarts.length) next++;
      return next > source.lineStarts.length ? undefined : lineSpan(source, next);
    };
    return { start: index, end: index + whole.length, text: text.replace(/\r$/, ''), covers };
  });
}
