import { defineRule, slice } from 'azml-lint';
import { opencvWithoutLibgl } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/opencv-without-libgl',
  title: 'OpenCV with windows, in an image without libGL',
  level: { inference: 'warning', training: 'warning', other: 'info' },
  fix: 'unsafe',
  messages: {
    windows:
      '`{package}` can open windows, for which it needs libGL.so.1, and nothing installs that: `import cv2` fails. Write ' +
      '`{headless}`.',
  },
  check({ file, report }) {
    for (const { each, headless } of opencvWithoutLibgl(file)) {
      const { word, written, specifier } = each;
      const edit = { ...slice(word.content, 0, written!.length), text: headless };
      report({
        at: word,
        message: 'windows',
        data: { package: word.text, headless: `${headless}${specifier}` },
        fix: word.literal ? { title: `Install \`${headless}\``, edits: [edit] } : undefined,
      });
    }
  },
});
