import { type CopyStep, defineRule, type Fragment, knownText } from 'azml-lint';
import { isPathOfComputer } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/host-path',
  title: 'A path of the own computer is copied',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    host:
      '`{source}` is a path of a computer, and the builder looks for it in the build context, which has no such file: the build stops. Put the ' +
      'file into the context, and write its path there, such as `{inside}`.',
  },
  check({ file, report }) {
    for (const copy of file.copies)
      for (const { word } of copy.from ? [] : copy.sources) {
        const source = file.source.text.slice(word.start, word.end).replace(/^["']|["']$/g, '');
        if (!isPathOfComputer(source) || mirrors(copy, word)) continue;
        report({
          at: word,
          message: 'host',
          data: { source, inside: source.replace(/^.*[/\\](?=[^/\\])/, '') },
        });
      }
  },
});

/** A context may hold the directories of the image: `COPY /home/app/.bashrc /home/app/`. */
function mirrors({ destination }: CopyStep, { text }: Fragment): boolean {
  const home = /^\/[^/]+\/[^/]+/.exec(text)?.[0];
  return home !== undefined && (knownText(destination) ?? home).startsWith(home);
}
