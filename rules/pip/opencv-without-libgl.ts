import { defineRule, type ProposedFix, slice } from 'azml-lint';
import { opencvWithoutLibgl, type WindowedOpencv } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/opencv-without-libgl',
  title: 'OpenCV with windows, in an image without libGL',
  level: { inference: 'warning', training: 'warning', other: 'info' },
  fix: 'safe',
  messages: {
    windows:
      '`{package}` can open windows, for which it needs libGL.so.1, and nothing installs that: `import cv2` fails. Write ' +
      '`{headless}`.',
  },
  check({ file, report }) {
    for (const opencv of opencvWithoutLibgl(file)) {
      const { each, headless, isReleased } = opencv;
      report({
        at: each.word,
        message: 'windows',
        data: { package: each.word.text, headless: `${headless}${isReleased ? each.specifier : ''}` },
        fix: withoutWindows(opencv),
      });
    }
  },
});

/** Safe where `import cv2` certainly fails as it is: nothing that worked is lost then. */
function withoutWindows({ each, headless, isReleased, isCertain }: WindowedOpencv): ProposedFix | undefined {
  const { word, written } = each;
  if (!word.literal || word.origin || !isReleased) return undefined;
  return {
    title: `Install \`${headless}\``,
    edits: [{ ...slice(word.content, 0, written!.length), text: headless }],
    safety: isCertain ? 'safe' : 'unsafe',
  };
}
