import { defineRule, type Fragment, knownText, slice } from 'azml-lint';
import { carriedOut, placeCarriedOut } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/expose-protocol-casing',
  aliases: { ExposeProtoCasing: 'same' },
  title: 'EXPOSE has a protocol in capitals',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    capitals: 'The protocol of `{port}` is written in lower case everywhere else. Write `{better}`.',
  },
  check({ file, report }) {
    for (const step of carriedOut(file, 'EXPOSE')) {
      for (const word of step.instruction.args) {
        const port = knownText(step.value(word))?.split(/\s+/).find(hasCapitals);
        if (port === undefined) continue;
        const written = hasCapitals(word.text) ? protocolOf(word) : undefined;
        const lower = (written?.text ?? '').toLowerCase();
        const at = placeCarriedOut(step, written ?? word);
        const { start, end } = at;
        const fix =
          written && !step.onbuild
            ? { title: `Write \`${lower}\``, edits: [{ start, end, text: lower }] }
            : undefined;
        report({ at, message: 'capitals', data: { port, better: port.toLowerCase() }, fix });
      }
    }
  },
});

/** Whether a port has one of the protocols that there are, not in lower case. */
function hasCapitals(port: string): boolean {
  const [, protocol = ''] = /\/(tcp|udp|sctp)$/i.exec(port) ?? [];
  return protocol !== protocol.toLowerCase();
}

function protocolOf(word: Fragment): Fragment {
  return slice(word, word.text.lastIndexOf('/') + 1);
}
