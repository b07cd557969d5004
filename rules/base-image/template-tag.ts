import { type BaseImage, defineRule, unknownParts } from 'azml-lint';
import { isLiteralImage } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/template-tag',
  title: 'Tag of the image is a template that nobody has filled in',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    misspelled:
      'The pipeline that publishes environments of Azure ML does not know `{keyword}` and leaves it as it is, so the build ' +
      'fails with "invalid reference format". Write `{meant}`.',
    left:
      '`{tag}` is filled in before an environment is published; `docker build` refuses it. To build this file as it is, ' +
      'name a tag{example}.',
  },
  options: {
    defaults: { filledIn: false },
    schema: {
      filledIn: {
        type: 'boolean',
        description:
          'Whether a pipeline fills in the templates of these files, so that only misspelled ones are reported.',
      },
    },
  },
  check({ file, options, report }) {
    for (const { base } of file.images) {
      const { tag } = base.reference;
      if (tag?.kind !== 'template' || !isTemplateOnly(base)) continue;
      const { keyword, meant } = tag;
      if (meant === undefined) {
        if (options.filledIn) continue;
        const newest = base.image?.newestTag;
        const example = newest ? `, such as \`${newest}\`` : `: \`${base.reference.familiar}:…\``;
        report({ at: tag.text, message: 'left', data: { tag: tag.text.text, example } });
        continue;
      }
      const edits = [{ start: keyword.start, end: keyword.end, text: meant }];
      report({
        at: keyword,
        message: 'misspelled',
        severity: 'error',
        data: { keyword: keyword.text, meant },
        fix: isLiteralImage(file, base) ? { title: `Write ${meant}`, edits } : undefined,
      });
    }
  },
});

/** Nothing else is unknown: a tag from an ARG without a default is another matter. */
function isTemplateOnly({ value }: BaseImage): boolean {
  return unknownParts(value).every(({ reason }) => reason === 'template');
}
