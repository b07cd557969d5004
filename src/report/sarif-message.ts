/**
 * Messages in SARIF: as text, in which `[words](1)` is a link to the related place with that number, and as Markdown.
 * Words of a file must not become a link, an image or HTML in either.
 */
import type { Message } from 'sarif';
import { escapedProse, type MarkdownPart, markdownParts } from './markdown-text.ts';

/** A place that a message may link to: its number in the result, its line from 1 and its label. */
export interface Place {
  readonly id: number;
  readonly line: number;
  readonly label: string;
  /** The file, if it differs from that of the finding. */
  readonly path?: string;
}

/** Further places are listed, but have no link. */
const mostPlaces = 8;

/** A stretch of prose, of text between backticks, or a link. */
type Part = MarkdownPart | { readonly kind: 'link'; readonly text: string; readonly id: number };

/**
 * A message with links to the places: from the words `line 8` if they name one, otherwise from an added sentence with
 * its label. Viewers such as GitHub's show related places only if the message links to them.
 *
 * @param text without secrets
 */
export function sarifMessage(text: string, places: readonly Place[] = []): Message {
  const parts = places.slice(0, mostPlaces).reduce<readonly Part[]>(withLink, markdownParts(text));
  return { text: parts.map(plain).join(''), markdown: parts.map(markdown).join('') };
}

function withLink(parts: readonly Part[], { id, line, label, path }: Place): readonly Part[] {
  const named = new RegExp(`\\bline ${line}\\b`);
  for (const [index, part] of parts.entries()) {
    const found = part.kind === 'prose' && path === undefined ? named.exec(part.text) : null;
    if (found === null) continue;
    const [before, after] = [part.text.slice(0, found.index), part.text.slice(found.index + found[0].length)];
    const split: Part[] = [
      { kind: 'prose', text: before },
      { kind: 'link', text: found[0], id },
      { kind: 'prose', text: after },
    ];
    return [...parts.slice(0, index), ...split, ...parts.slice(index + 1)];
  }
  const sentence = markdownParts(`: ${label}${/[.?!]$/.test(label) ? '' : '.'}`);
  const place = path === undefined ? `Line ${line}` : `${withoutBrackets(path)}:${line}`;
  return [...parts, { kind: 'prose', text: ' ' }, { kind: 'link', text: place, id }, ...sentence];
}

/** A path as the text of a link, which a bracket would end. */
function withoutBrackets(path: string): string {
  return path.replaceAll(/[[\]\\]/g, '_');
}

function plain(part: Part): string {
  if (part.kind === 'link') return `[${part.text}](${part.id})`;
  return withoutLinks(part.kind === 'code' ? `\`${part.text}\`` : part.text);
}

/** A bracket after a backslash that is not itself escaped is a plain bracket. */
function withoutLinks(text: string): string {
  return text.replaceAll(/(\\*)\]\(/g, (link, slashes: string) =>
    slashes.length % 2 === 1 ? link : `${slashes}\\](`,
  );
}

function markdown(part: Part): string {
  // A line end could begin a list, a heading or a quotation.
  const text = part.text.replaceAll(/\s*[\r\n]\s*/g, ' ');
  if (part.kind === 'link') return `[${escapedProse(text)}](${part.id})`;
  return part.kind === 'code' ? `\`${text}\`` : escapedProse(text);
}
