import { defineRule, type Fragment, type ImageUse, type Stage } from 'azml-lint';

export default defineRule({
  id: 'base-image/upper-case',
  title: 'The name of an image has capitals',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['dockerfile', 'azureml-yaml'],
  fix: 'safe',
  messages: {
    capitals: 'Names of images have no capitals, so {work} stops at `{written}`. Write `{lower}`.',
    through:
      '`{written}` is `{value}` here, and the build stops at capitals in the name of an image. Write `{lower}`.',
    scratch: '`{written}` is no image: the empty one is `scratch`, in lower case.',
  },
  check({ file, report }) {
    const work = file.kind === 'dockerfile' ? 'the build' : 'the pull';
    for (const { base } of file.images.filter((use) => use.base.upperCase)) {
      const { repository, text } = base.reference;
      const written = writtenAt(repository, file.source.text);
      if (written.toLowerCase() === repository.text) {
        const fix = {
          title: `Write \`${repository.text}\``,
          edits: [{ ...spanOf(repository), text: repository.text }],
        };
        report({ at: repository, message: 'capitals', data: { work, written, lower: repository.text }, fix });
      } else {
        const value = base.value.parts
          .map((part) => (typeof part === 'string' ? part : `{{${part.name}}}`))
          .join('');
        const data = { written: writtenAt(text, file.source.text), value, lower: text.text };
        report({ at: text, message: 'through', data });
      }
    }
    if (file.kind !== 'dockerfile') return;
    for (const word of file.stages.flatMap(scratchInCapitals)) {
      const fix = { title: 'Write `scratch`', edits: [{ ...spanOf(word), text: 'scratch' }] };
      report({ at: word, message: 'scratch', data: { written: word.text }, fix });
    }
  },
});

function writtenAt({ start, end }: ImageUse['word'], source: string): string {
  return source.slice(start, end);
}

function spanOf({ start, end }: Fragment) {
  return { start, end };
}

function scratchInCapitals({ base, from }: Stage): readonly Fragment[] {
  const word = from.image;
  return base.kind === 'scratch' && word && /^scratch$/i.test(word.text) && word.text !== 'scratch'
    ? [word]
    : [];
}
