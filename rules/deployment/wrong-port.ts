import { defineRule } from 'azml-lint';
import { INTERNAL_PORT, wrongPorts } from 'azml-lint/facts';

export default defineRule({
  id: 'deployment/wrong-port',
  title: 'A route names a port on which nothing listens',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  fix: 'unsafe',
  messages: {
    silent:
      'Nothing in the container listens on port {port}: `{program}` listens on {ports}, so the deployment never becomes healthy. Write ' +
      '`port: {right}`.',
    internal:
      'Port {port} is that of the inference server inside the container, behind `{program}`, which answers on {ports}. Write `port: {right}`.',
    command: 'started here',
    same: 'the same port',
  },
  check({ file, report }) {
    for (const { number, places, listening, command } of wrongPorts(file)) {
      const [first, ...others] = places;
      const [right] = listening.ports;
      if (!first || right === undefined) continue;
      const isInternal = number === INTERNAL_PORT && listening.program === 'nginx';
      const { program } = listening;
      const ports = listening.ports.join(' and ');
      report({
        at: first.span,
        message: isInternal ? 'internal' : 'silent',
        data: { port: number, program, ports, right },
        related: [
          ...(command ? [{ at: command, message: 'command' } as const] : []),
          ...others.map(({ span }) => ({ at: span, message: 'same' }) as const),
        ],
        fix: {
          title: `Write \`port: ${right}\``,
          edits: places.map(({ span: { start, end } }) => ({ start, end, text: `${right}` })),
        },
      });
    }
  },
});
