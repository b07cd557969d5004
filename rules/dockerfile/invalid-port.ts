import { defineRule, knownText, type Step } from 'azml-lint';
import { carriedOut, placeCarriedOut, refusalsOf } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/invalid-port',
  aliases: { DL3011: 'differs', ExposeInvalidFormat: 'same' },
  presetOptions: { hadolint: { only: 'numbers' }, buildkit: { only: 'mappings' } },
  title: 'EXPOSE names no port',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    refused: 'EXPOSE takes {expected}, not `{value}`: the build stops here. Write {better}.',
    later:
      'EXPOSE takes {expected}, not `{value}`: every build on top of this image stops here. Write {better}.',
    mapping:
      'EXPOSE takes only the port of the container, and nothing uses the port of the host in `{written}`. Write `{port}`.',
  },
  options: {
    defaults: { only: 'all' as 'all' | 'numbers' | 'mappings' },
    schema: {
      only: {
        enum: ['all', 'numbers', 'mappings'],
        description:
          'What is reported: all, only numbers that are too large, or only ports with one of the host.',
      },
    },
  },
  check({ file, options: { only }, report }) {
    for (const refusal of refusalsOf(file)) {
      const { code, data, later } = refusal;
      if (code !== 'bad-port' || only === 'mappings' || (only === 'numbers' && !isTooLarge(data.value!)))
        continue;
      const words = { expected: data.expected!, value: data.value!, better: betterThan(data.value!) };
      report({ at: refusal, message: later ? 'later' : 'refused', data: words });
    }
    const refused = new Set(refusalsOf(file).map(({ start }) => start));
    for (const step of only === 'numbers' ? [] : carriedOut(file, 'EXPOSE')) {
      for (const word of step.instruction.args) {
        const port = portOfMapping(step, word);
        if (port === undefined || refused.has(word.start)) continue;
        const at = placeCarriedOut(step, word);
        report({ at, message: 'mapping', data: { written: word.text, port }, severity: 'warning' });
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

function isTooLarge(ports: string): boolean {
  return ports.split(/[-/]/, 2).some((port) => /^\d+$/.test(port) && Number(port) > 65_535);
}

/** The port of the container in `8080:80`. */
function portOfMapping(step: Step, word: Parameters<Step['value']>[0]): string | undefined {
  const text = knownText(step.value(word));
  const colon = text?.lastIndexOf(':') ?? -1;
  return colon < 1 ? undefined : text!.slice(colon + 1);
}
