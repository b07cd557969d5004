import { defineRule } from 'azml-lint';
import { unsignedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/unsigned',
  title: 'Packages are installed whose signature nobody checks',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  security: 6,
  messages: {
    option:
      '`{text}` installs packages also when their signature is missing or wrong: whoever is between the build and the server ' +
      'decides what is in the image. Take `{text}` out, and {key}.',
    source:
      '`{text}` takes whatever this archive sends, signed or not: whoever is between the build and the server decides what is ' +
      'in the image. Write `signed-by=…` instead, with the key of the archive.',
    setting:
      '`{text}` lets apt install from archives that nobody has signed: whoever is between the build and the server decides ' +
      'what is in the image. Take it out, and {key}.',
  },
  check({ file, report }) {
    for (const { at, by, text, manager } of unsignedPackages(file)) {
      if (by === 'source') report({ at, message: by, data: { text } });
      else report({ at, message: by, data: { text, key: manager === 'apt' ? APT_KEY : RPM_KEY } });
    }
  },
});

const APT_KEY = 'where an archive is not known, name its key in the source: `[signed-by=…]`';
const RPM_KEY = 'where a repository is not known, import its key: `rpm --import …`';
