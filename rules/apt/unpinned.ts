import { defineRule } from 'azml-lint';

/** Options with which only installed packages are changed. */
const NOTHING_NEW = ['--only-upgrade', '--reinstall'];
/** At most this many packages are named; the others are counted. */
const MOST_NAMES = 3;

export default defineRule({
  id: 'apt/unpinned',
  aliases: { DL3008: 'differs' },
  title: 'apt packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    one:
      '{packages} has no version: the next build of this image may install another one. ' +
      'Write {pins} (`apt-cache madison {first}` lists the versions).',
    several:
      '{packages} have no version: the next build of this image may install others. ' +
      'Write {pins} (`apt-cache madison {first}` lists the versions).',
  },
  check({ file, report }) {
    for (const { installs } of file.runs) {
      const packages = installs
        .filter(({ manager, command }) => manager === 'apt' && !command.flag(...NOTHING_NEW))
        .flatMap((install) => install.packages.filter(({ pin }) => pin === 'none'));
      const [first] = packages;
      if (!first) continue;
      const names = [...new Set(packages.map(({ name }) => name!))];
      const pins = listed(names.map((name) => `${name}=…`));
      const data = { packages: listed(names), first: first.name!, pins };
      report({ at: first.word, message: names.length === 1 ? 'one' : 'several', data });
    }
  },
});

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
