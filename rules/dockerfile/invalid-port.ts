import { defineRule, knownText, type Step } from 'azml-lint';
import { refusalsOf } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/invalid-port',
  aliases: { DL3011: 'differs', ExposeInvalidFormat: 'differs' },
  title: 'EXPOSE names no port',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    refused: 'EXPOSE takes {expected}, not `{value}`: the build stops here. Write {better}.',
    later:
      'EXPOSE takes {expected}, not `{value}`: every build on top of this image stops here. Write {better}.',
    mapping:
      'EXPOSE takes only the port of the container, and nothing uses the port of the host in `{written}`. Write `{port}`.',
  },
  check({ file, report }) {
    for (const refusal of refusalsOf(file)) {
      const { code, data, later } = refusal;
      if (code !== 'bad-port') continue;
      const words = { expected: data.expected!, value: data.value!, better: betterThan(data.value!) };
      report({ at: refusal, message: later ? 'later' : 'refused', data: words });
    }
    const refused = new Set(refusalsOf(file).map(({ start }) => start));
    for (const step of file.stages.flatMap((stage) => stage.stepsOf('EXPOSE'))) {
      for (const word of step.instruction.args) {
        const port = portOfMapping(step, word);
        if (port === undefined || refused.has(word.start)) continue;
        report({ at: word, message: 'mapping', data: { written: word.text, port }, severity: 'warning' });
      }
    }
  },
});

/** The intended port, as far as it is recognizable. */
function betterThan(value: string): string {
  const [, port, , protocol] = /^(\d+)([,;.]?|\/([a-z]+))$/i.exec(value) ?? [];
  const [, last, first] = /^(\d+)-(\d+)$/.exec(value) ?? [];
  if (port && Number(port) <= 65535) return protocol ? `\`${port}/tcp\`` : `\`${port}\``;
  if (first && Number(first) < Number(last)) return `\`${first}-${last}\``;
  return 'the number of the port, such as `5001`';
}

/** The port of the container in `8080:80`. */
function portOfMapping(step: Step, word: Parameters<Step['value']>[0]): string | undefined {
  const text = knownText(step.value(word));
  const colon = text?.lastIndexOf(':') ?? -1;
  return colon === -1 ? undefined : text!.slice(colon + 1);
}
