import type { Heredoc } from '../../dockerfile/tree.ts';
import { memoized } from '../../text/memoized.ts';
import { type SourceFile, sourceOf } from '../../text/source.ts';
import type { ImageFile } from './file-tree.ts';

/**
 * A script in an image as a file that findings can refer to. A here-document is the text of the Dockerfile with form feeds for all
 * that is not in it, so that places are those of the Dockerfile. Python counts indentation from a form feed, so that the tabs that `<<-`
 * strips do not count.
 */
export function scriptSource(dockerfile: SourceFile, file: ImageFile): SourceFile | undefined {
  return sourceIn(dockerfile, file, '\f');
}

/** The same for a file of which pip or conda reads what it installs; not of a here-document with tabs that do not count. */
export function listSource(dockerfile: SourceFile, file: ImageFile): SourceFile | undefined {
  return file.heredoc?.chomp ? undefined : sourceIn(dockerfile, file, ' ');
}

function sourceIn(dockerfile: SourceFile, file: ImageFile, filler: string): SourceFile | undefined {
  if (!file.heredoc) return file.source;
  return file.text === undefined ? undefined : sourcesIn(dockerfile)(file.heredoc)(filler);
}

/** So many characters may be in all of them together: each is as long as the Dockerfile. */
const MOST_CHARACTERS = 20_000_000;

const sourcesIn = memoized((dockerfile: SourceFile) => {
  let left = MOST_CHARACTERS;
  return memoized((heredoc: Heredoc) => {
    const made = new Map<string, SourceFile>();
    return (filler: string): SourceFile | undefined => {
      const known = made.get(filler);
      if (known || left < dockerfile.text.length) return known;
      left -= dockerfile.text.length;
      const fresh = filled(dockerfile, heredoc, filler);
      made.set(filler, fresh);
      return fresh;
    };
  });
});

function filled(dockerfile: SourceFile, { body }: Heredoc, filler: string): SourceFile {
  const blank = (part: string) => part.replace(/[^\r\n]/g, filler);
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
}
