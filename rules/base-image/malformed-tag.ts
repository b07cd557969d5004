import { defineRule } from 'azml-lint';
import { isLiteralImage, malformedTag, tagFormsOf } from 'azml-lint/facts';

const REGISTRY = 'mcr.microsoft.com/';

export default defineRule({
  id: 'base-image/malformed-tag',
  title: 'A tag of a form that the image never has',
  level: { inference: 'error', training: 'error', other: 'off' },
  kinds: ['dockerfile', 'azureml-yaml'],
  fix: 'unsafe',
  messages: {
    form:
      'No tag of `{image}` looks like `{tag}`, so the build ends with "manifest unknown": its tags are {form}, or `latest`. ' +
      'Write `{meant}`.',
    date: '`{tag}` names no day, so the build ends with "manifest unknown". {cure}.',
    other:
      'No tag of `{image}` looks like `{tag}`, so the build ends with "manifest unknown": its tags are {form}, or `latest`. ' +
      '{cure}.',
  },
  check({ file, report }) {
    for (const { base } of file.images) {
      const { tag, digest, familiar } = base.reference;
      // The registries in which images are tried out have tags of other forms.
      const forms = familiar.startsWith(REGISTRY) && base.image ? tagFormsOf(base.image) : undefined;
      const malformed = tag?.kind === 'plain' && !digest && forms && malformedTag(tag.text.text, forms);
      if (!malformed) continue;
      const { form, meant, isNoDay } = malformed;
      const cure = `Write \`${base.image?.newestTag ?? 'latest'}\``;
      const data = { image: familiar, tag: tag.text.text, form, meant: meant ?? '', cure };
      if (meant === undefined) {
        report({ at: tag.text, message: isNoDay ? 'date' : 'other', data });
        continue;
      }
      const { start, end } = tag.text;
      const fix = { title: `Write ${meant}`, edits: [{ start, end, text: meant }] };
      report({ at: tag.text, message: 'form', data, fix: isLiteralImage(file, base) ? fix : undefined });
    }
  },
});
