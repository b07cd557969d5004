/** Markdown for a hover, in which text of files cannot act: no link, no image, no HTML of a stranger. */

/** A message with its code in backticks, as Markdown. */
export function messageMarkdown(message: string): string {
  const parts = message.split('`');
  return parts
    .map((part, index) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      if (!isCode) return index % 2 === 1 ? `\\\`${escaped(part)}` : escaped(part);
      const shown = part.replace(/\s+/g, ' ');
      return shown.trim() === '' ? '' : `\`${shown}\``;
    })
    .join('');
}

/** Every character that may mean something in Markdown. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()<>#+!|~&-]/g, (one) => `\\${one}`)
    .replace(/\b(https?|www|mailto)(?=[:.])/gi, '$1\u{200b}');
}
