/** Words of a file, or about it, as Markdown, in which they must not become a link, an image, HTML or a mention. */

/** A stretch of prose, or of text between backticks. */
export interface MarkdownPart {
  readonly kind: 'prose' | 'code';
  readonly text: string;
}

/** Prose and code in turn. A backtick without a second one is prose. */
export function markdownParts(text: string): readonly MarkdownPart[] {
  return text
    .split(/(`[^`]+`)/)
    .map((part): MarkdownPart => {
      const isCode = part.length > 2 && part.startsWith('`') && part.endsWith('`');
      return isCode ? { kind: 'code', text: part.slice(1, -1) } : { kind: 'prose', text: part };
    })
    .filter((part) => part.text !== '');
}

/** All characters with a meaning within a line: Markdown, HTML, and what GitHub turns into links by itself. */
export function escapedProse(text: string): string {
  return text.replaceAll(/[\\`*_~[\]<>&|!#@]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
}

/** A message of one line as Markdown: its code remains code, and so becomes what looks like an address. */
export function markdownText(message: string): string {
  return markdownParts(message)
    .flatMap((part) => (part.kind === 'code' ? [part] : withoutAddresses(part.text)))
    .map(({ kind, text }) => (kind === 'code' ? markdownCode(text) : escapedProse(text)))
    .join('');
}

/** Readers make links of addresses by themselves, whatever is escaped in them. */
function withoutAddresses(prose: string): readonly MarkdownPart[] {
  return prose
    .split(/([^\s`]+)/)
    .map((text): MarkdownPart => ({ kind: /@|:\/\/|www\./i.test(text) ? 'code' : 'prose', text }));
}

/** Text of one line as code, with more backticks around it than are in it. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  // A blank at both ends belongs to the fence.
  const isPadded = /^`|`$|^ .* $/.test(text);
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** A link whose text is shown as it is. */
export function markdownLink(text: string, target: string): string {
  const address = target.replaceAll(/[<>()\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${escapedProse(text)}](${address})`;
}
