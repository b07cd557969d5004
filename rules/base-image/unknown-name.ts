import {
  type BaseImage,
  catalogueDate,
  defineRule,
  findImage,
  imageUses,
  isAzureMachineLearning,
  isLaterVersion,
  isSpelledOut,
} from 'azml-lint';

export default defineRule({
  id: 'base-image/unknown-name',
  title: 'No image of Azure ML has this name',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'unsafe',
  messages: {
    misspelt:
      'Azure ML has no image `{image}`, so the build ends with "manifest unknown". Did you mean `{meant}`?',
    near: 'Azure ML had no image `{image}` on {date}, but `{meant}`. Make sure that this version exists.',
    unknown: 'Azure ML had no image `{image}` on {date}. Make sure that the name is right.',
  },
  check({ file, report }) {
    for (const { base } of imageUses(file)) {
      const { reference, image, meant } = base;
      if (image || !isAzureMachineLearning(reference.name)) continue;
      const at = reference.written;
      const data = { image: reference.familiar, date: catalogueDate };
      if (!meant) report({ at, message: 'unknown', data, severity: 'info' });
      else if (isMisspelt(base)) {
        const edits = [{ start: at.start, end: at.end, text: meant.name }];
        const fix = isSpelledOut(file, base) ? { title: `Write ${meant.name}`, edits } : undefined;
        report({ at, message: 'misspelt', data: { image: data.image, meant: meant.name }, fix });
      } else report({ at, message: 'near', data: { ...data, meant: meant.name }, severity: 'info' });
    }
  },
});

/** A later version may be newer than the catalogue, unless it is one of those that people invented before. */
function isMisspelt({ reference: { name }, meant }: BaseImage): boolean {
  return findImage(name) !== undefined || !meant || !isLaterVersion(name, meant.name);
}
