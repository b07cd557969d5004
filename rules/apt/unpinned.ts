import { defineRule, type Package } from 'azml-lint';

export default defineRule({
  id: 'apt/unpinned',
  aliases: ['DL3008'],
  title: 'apt packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    unpinned:
      '`{package}` has no version: the next build of this image may install another one. ' +
      'Write `{package}=VERSION` (`apt-cache madison {package}` lists them).',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const { manager, packages } of run.installs) {
        if (manager !== 'apt') continue;
        for (const one of packages.filter(isUnpinned))
          report({ at: one.word, message: 'unpinned', data: { package: one.name! } });
      }
    }
  },
});

/** `name/release` chooses a version too; `name-` removes the package. Paths and variables have no name. */
function isUnpinned({ name, specifier }: Package): boolean {
  return name !== undefined && specifier === '' && !/-$|\.deb$/.test(name);
}
