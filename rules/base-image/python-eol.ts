import { defineRule } from 'azml-lint';
import { catalogDate, faultyImages, supportedReplacement } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/python-eol',
  title: 'Python of the base image is past its end of life',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  tellsOfImages: 'python',
  messages: {
    ended:
      'Python {version} of `{image}` is past its end of life since {date}: it gets no security fixes, and package after ' +
      'package stops publishing for it. {cure}',
  },
  check({ file, report }) {
    for (const { base, image, ended } of faultyImages(file, 'python')) {
      const [python] = ended;
      if (!image || !python) continue;
      const { version, date } = python;
      const instead = supportedReplacement(image, ['python'], file.now);
      const known = `(images as of ${catalogDate})`;
      const cure = instead
        ? `Build on \`${instead}\` ${known}.`
        : `No image with a newer one takes its place ${known}: create an environment, ` +
          '`conda create -y -p /azureml-envs/own python=3.12`.';
      report({
        at: base.reference.written,
        message: 'ended',
        // Whoever has no image to move to may live with it for a while.
        severity: instead ? 'warning' : 'info',
        data: { version, date, image: base.reference.text.text, cure },
      });
    }
  },
});
