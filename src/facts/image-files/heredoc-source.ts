import type { Heredoc } from '../../dockerfile/tree.ts';
import { memoized } from '../../text/memoized.ts';
import { type SourceFile, sourceOf } from '../../text/source.ts';

/**
 * A here-document as a file that findings can refer to: the text of the Dockerfile with form feeds for all that is not in the
 * here-document, so that places are those of the Dockerfile. Python counts indentation from a form feed, so that the tabs that `<<-`
 * strips do not count.
 */
export function heredocSource(dockerfile: SourceFile, heredoc: Heredoc): SourceFile {
  return sourcesIn(dockerfile)(heredoc);
}

const sourcesIn = memoized((dockerfile: SourceFile) =>
  memoized(({ body }: Heredoc): SourceFile => {
    const { text, path } = dockerfile;
    const { pieces, from, start, end } = body;
    const parts = [blank(text.slice(0, start))];
    let done = start;
    for (const [index, piece] of pieces.entries()) {
      const next = pieces[index + 1]?.index ?? from + body.text.length;
      const isWithin = piece.start >= done && piece.index + 1 <= from + body.text.length;
      const to = Math.min(piece.start + (next - piece.index), end);
      if (!isWithin || to <= piece.start) continue;
      parts.push(blank(text.slice(done, piece.start)), text.slice(piece.start, to));
      done = to;
    }
    return sourceOf([...parts, blank(text.slice(done))].join(''), path);
  }),
);

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, '\f');
}
