import { defineRule } from 'azml-lint';
import { catalogDate, faultyImages, supportedReplacement } from 'azml-lint/facts';

const OWN_IN_IMAGE = 'create an environment, `conda create -y -p /azureml-envs/own python=3.12`';
const OWN_IN_YAML = 'name a `conda_file` with `python=3.12`';

export default defineRule({
  id: 'base-image/python-eol',
  title: 'Python of the base image is past its end of life',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  kinds: ['dockerfile', 'azureml-yaml'],
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
        ? `${file.kind === 'dockerfile' ? 'Build on' : 'Use'} \`${instead}\` ${known}.`
        : `No image with a newer one takes its place ${known}: ${file.kind === 'dockerfile' ? OWN_IN_IMAGE : OWN_IN_YAML}.`;
      report({
        at: base.reference.written,
        message: 'ended',
        // Without an image to move to, one may have to live with it for a while.
        severity: instead ? 'warning' : 'info',
        data: { version, date, image: base.reference.text.text, cure },
      });
    }
  },
});
