import { defineRule } from 'azml-lint';
import { catalogDate, describeEndOfLife, faultyImages, supportedReplacement } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/os-eol',
  title: 'Ubuntu of the base image is past standard support',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  kinds: ['dockerfile', 'azureml-yaml'],
  tellsOfImages: 'ubuntu',
  messages: {
    ubuntu:
      'Ubuntu {version} of `{image}` is past standard support since {date}: neither the base nor what apt installs gets ' +
      'security fixes.{also} {cure}',
    both: '`{image}` is past its end twice: {ended}. Neither the base, nor what apt installs, nor Python gets security fixes.{also} {cure}',
  },
  check({ file, report }) {
    for (const { base, image, ended, stale } of faultyImages(file, 'ubuntu')) {
      const [ubuntu, python] = ended;
      if (!image || !ubuntu) continue;
      const instead =
        supportedReplacement(
          image,
          ended.map(({ product }) => product),
          file.now,
        ) ?? supportedReplacement(image, ['ubuntu'], file.now);
      const build = file.kind === 'dockerfile' ? 'Build on' : 'Use';
      const cure = instead
        ? `${build} \`${instead}\` (images as of ${catalogDate}).`
        : `${build} an image with a newer Ubuntu.`;
      const also = stale ? ` The tag is of ${stale.day}.` : '';
      const at = base.reference.written;
      const name = base.reference.text.text;
      if (python)
        report({ at, message: 'both', data: { image: name, ended: describeEndOfLife(ended), also, cure } });
      else {
        const { version, date } = ubuntu;
        report({ at, message: 'ubuntu', data: { version, date, image: name, also, cure } });
      }
    }
  },
});
