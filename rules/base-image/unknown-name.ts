import { type BaseImage, defineRule } from 'azml-lint';
import {
  catalogDate,
  findImage,
  isAzureMachineLearning,
  isLiteralImage,
  nameDifference,
} from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/unknown-name',
  title: 'No image of Azure ML has this name',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['dockerfile', 'azureml-yaml'],
  fix: 'unsafe',
  messages: {
    misspelled:
      'Azure ML has no image `{image}`, so {work} ends with "manifest unknown". Did you mean `{meant}`?',
    near: '`{image}` is not in the list of images of {date}; the nearest name is `{meant}`. See whether {tags} exists.',
    unknown: '`{image}` is not in the list of images of {date}. See whether {tags} exists.',
  },
  check({ file, report }) {
    for (const { base } of file.images) {
      const { reference, image, meant } = base;
      if (image || !isAzureMachineLearning(reference.name)) continue;
      const at = reference.written;
      const tags = reference.name.replace(/^mcr\.microsoft\.com/, 'https://mcr.microsoft.com/v2');
      const data = { image: reference.familiar, date: catalogDate, tags: `${tags}/tags/list` };
      if (!meant) report({ at, message: 'unknown', data, severity: 'info' });
      else if (isMisspelled(base)) {
        const edits = [{ start: at.start, end: at.end, text: meant.name }];
        const fix = isLiteralImage(file, base) ? { title: `Write ${meant.name}`, edits } : undefined;
        report({
          at,
          message: 'misspelled',
          data: {
            work: file.kind === 'dockerfile' ? 'the build' : 'the pull',
            image: data.image,
            meant: meant.name,
          },
          fix,
        });
      } else report({ at, message: 'near', data: { ...data, meant: meant.name }, severity: 'info' });
    }
  },
});

/** The catalog may not know another version, or another image, except for names that are known to be invented. */
function isMisspelled({ reference: { name }, meant }: BaseImage): boolean {
  return findImage(name) !== undefined || !meant || nameDifference(name, meant.name) === 'misprint';
}
