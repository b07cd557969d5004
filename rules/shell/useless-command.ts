import { type Command, defineRule, type RunStep } from 'azml-lint';

/** The programs, and what is said about each. */
const USELESS = {
  free: 'machine',
  kill: 'nothing',
  mount: 'mount',
  ps: 'machine',
  service: 'service',
  shutdown: 'nothing',
  ssh: 'connection',
  top: 'terminal',
  vim: 'terminal',
} as const;

/** Other actions, as `initdb`, are the service's own. */
const CHANGES_STATE = /^(?:start|stop|(?:force-|try-)?(?:restart|reload)|status)$|^\$/;

export default defineRule({
  id: 'shell/useless-command',
  aliases: { DL3001: 'differs' },
  title: 'A RUN calls a program that makes no sense in a build',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    service:
      '`{command}` starts a service that ends together with this RUN: an image keeps files, not processes. Take it out, and ' +
      'start the service where the container starts, in CMD or ENTRYPOINT.',
    nothing: '`{command}` finds nothing to end: in a build nothing runs but this RUN itself. Take it out.',
    machine:
      '`{command}` tells about the machine that builds the image and changes nothing in the image. Take it out.',
    mount:
      '`{command}` needs privileges that a build does not have, and an image keeps no mounts. Take it out, and mount where ' +
      'the container starts.',
    connection:
      '`{command}` needs a key, which would stay in the image, and a server that every builder can reach. Take it out, and ' +
      'bring the files with `COPY`.',
    terminal: '`{command}` waits for a person at a terminal, and a build has none. Take it out.',
  },
  check({ file, report }) {
    for (const { command, run, index } of file.commandsNamed(Object.keys(USELESS).join('|'))) {
      if (isUseful(command, run, index)) continue;
      const message = messageFor(command);
      report({ at: command.nameWord!, message, data: { command: calledAs(command) } });
    }
  },
});

function messageFor(command: Command) {
  const name = command.name as keyof typeof USELESS;
  return name === 'service' && isStop(command) ? 'nothing' : USELESS[name];
}

/** `service ssh start` */
function calledAs({ name, operands }: Command): string {
  return name === 'service' ? [name, ...operands.map(({ text }) => text)].join(' ') : name;
}

/** Whether the rest of the RUN gives it a sense, or it is a script of the same name: `/etc/init.d/ssh`. */
function isUseful(command: Command, run: RunStep, index: number): boolean {
  if (command.nameWord!.text.startsWith('/etc/')) return true;
  const before = run.commands.slice(0, index);
  switch (command.name) {
    case 'service':
      if (!command.operands.some(({ text }) => CHANGES_STATE.test(text))) return true;
      return isStop(command) ? before.some(isOther) : run.commands.slice(index + 1).some(isOther);
    case 'kill':
      return before.length > 0;
    case 'ps':
      return before.some((other) => other.name === 'service' || other.context.mayFail);
    case 'ssh':
      return run.mounts.some(({ type }) => type === 'ssh');
    case 'mount':
      return run.instruction.flags.some(({ name }) => name === 'security');
    case 'vim':
      return command.words.some(({ text }) => /^(?:\+|-c$|-e?s$|--version$)/.test(text));
    default:
      return false;
  }
}

function isStop({ operands }: Command): boolean {
  return operands.some(({ text }) => text === 'stop');
}

function isOther({ name }: Command): boolean {
  return name !== 'service';
}
