import { baseName, type Command, defineRule, knownWord, normalizePath, type RunStep } from 'azml-lint';

/** The place of the shell; `/bin` is a link to `/usr/bin` on Debian 12, Ubuntu 20.04 and later. */
const SH = ['/bin/sh', '/usr/bin/sh'];

export default defineRule({
  id: 'shell/sh-relinked',
  aliases: { DL4005: 'differs' },
  title: '/bin/sh is replaced instead of SHELL',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    relinked:
      '`{command}` gives another shell to every program and script of the image that relies on `{path}`, not only to this ' +
      'Dockerfile, and the next update of that package undoes it. Say which shell RUN uses: `{shell}`.',
  },
  check({ file, report }) {
    for (const { command, run } of file.commandsNamed('ln')) {
      const path = replacedBy(run, command);
      if (path === undefined) continue;
      const shell = `SHELL ["${shellFor(run, command)}", "-c"]`;
      report({ at: command, message: 'relinked', data: { command: 'ln', path, shell } });
    }
  },
});

/** The path of `sh`, if it is the name of the link: the last word, or `sh` in the directory that is the last word. */
function replacedBy(run: RunStep, command: Command): string | undefined {
  const words = command.operands.map((word) => knownWord(run, command, word));
  const directory = command.flag('-t', '--target-directory')?.value;
  const last = directory ? knownWord(run, command, directory) : words.at(-1);
  const targets = directory ? words : words.slice(0, -1);
  if (last === undefined || targets.length === 0) return undefined;
  const places = [last, ...targets.map((target) => `${last}/${baseName(target ?? '')}`)].map(normalizePath);
  return places.find((place) => SH.includes(place));
}

/** The shell that the link points to, with its directory. */
function shellFor(run: RunStep, command: Command): string {
  const target = knownWord(run, command, command.operands[0]) ?? '';
  const name = baseName(target);
  if (!/^\w*sh$/.test(name) || name === 'sh') return '/bin/bash';
  return target.startsWith('/') ? target : `/bin/${name}`;
}
