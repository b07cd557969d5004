import { type CopyStep, defineRule, knownText } from 'azml-lint';

export default defineRule({
  id: 'copy/whole-filesystem',
  aliases: { DL3067: 'same' },
  title: 'The whole file system of another image is copied',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    whole:
      'This puts everything that `{from}` has over what is in the image: system files, accounts and caches with it. Copy what is ' +
      'needed by name, such as `/opt/…`.',
    layer:
      'On an empty image this makes one layer of all that `{from}` has, and loses its ENV, USER, WORKDIR and CMD. Copy what is needed ' +
      'by name, such as `/opt/…`, or repeat these.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { name, sources, destination } = copy.instruction;
      if (name !== 'COPY' || copy.onbuild || !copy.from || !isRoot(copy, destination)) continue;
      const source = sources.find((word) => isRoot(copy, word));
      // On nothing at all, this makes one layer of an image.
      const isAlone = copy.stage.family === 'scratch';
      const data = { from: copy.from.word.text };
      if (source && isAlone) report({ at: source, message: 'layer', data, severity: 'info' });
      else if (source) report({ at: source, message: 'whole', data });
    }
  },
});

function isRoot(copy: CopyStep, word: CopyStep['instruction']['destination']): boolean {
  return knownText(copy.value(word)) === '/';
}
