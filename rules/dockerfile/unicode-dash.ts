import { defineRule } from 'azml-lint';
import { confusablesIn } from 'azml-lint/facts';

const NAMES: Readonly<Record<string, string>> = {
  '\u2010': 'a typographic hyphen',
  '\u2011': 'a non-breaking hyphen',
  '\u2012': 'a figure dash',
  '\u2013': 'an en dash',
  '\u2014': 'an em dash',
  '\u2015': 'a horizontal bar',
  '\u2212': 'a minus sign',
  '\u00a0': 'a no-break space',
  '\u200b': 'a space without width',
  '\u3000': 'an ideographic space',
  '\ufeff': 'a byte-order mark',
};

export default defineRule({
  id: 'dockerfile/unicode-dash',
  title: 'A dash, quote or space that only looks like the ASCII character',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    dash: '`{text}` begins with {character}, so it is a name and not an option. Write {ascii}.',
    inner: '`{text}` has {character} in it, so it is no option that any program has. Write {ascii}.',
    quotes:
      '`{open}` and `{close}` quote nothing: they become part of the word. Write `{ascii}` in their place.',
    end: 'The `{escape}` with {character} after it continues no line: both become a word. Remove them.',
    blank:
      'This is {character}, which separates nothing: it becomes part of the word. Write a space in its place.',
  },
  check({ file, report }) {
    for (const { start, end, kind, text, edits, meant = [] } of confusablesIn(file)) {
      const at = { start, end };
      const fix = edits && { title: 'Write ASCII in its place', edits };
      const first = text.search(/[^ -~]/);
      const character = nameOf(text[first]!);
      if (kind === 'dash') {
        const ascii = meant.map((option) => `\`${option}\``).join(' or ');
        report({ at, message: text[0] === '-' ? 'inner' : kind, data: { text, character, ascii }, fix });
      } else if (kind === 'quotes') {
        report({
          at,
          message: kind,
          data: { open: text[0]!, close: text.at(-1)!, ascii: edits?.[0]?.text ?? '"' },
          fix,
        });
      } else if (kind === 'end') {
        report({ at, message: kind, data: { character, escape: file.dockerfile.escape }, fix });
      } else report({ at, message: kind, data: { character }, fix });
    }
  },
});

function nameOf(character: string): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${NAMES[character] ?? 'a typographic space'} (${code})`;
}
