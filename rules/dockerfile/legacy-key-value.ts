import { defineRule, type Fragment, type KeyValue } from 'azml-lint';
import { carriedOut, placeCarriedOut } from 'azml-lint/facts';

/** Longer values are not repeated in the message. */
const LONGEST_SHOWN = 60;

export default defineRule({
  id: 'dockerfile/legacy-key-value',
  aliases: { LegacyKeyValueFormat: 'same' },
  title: 'ENV or LABEL has a blank in place of the equals sign',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    legacy:
      '`{instruction} {name} …` is the old form, in which all the rest of the line is the value, whatever stands there. ' +
      'Write `{instruction} {better}`.',
  },
  check({ file, report }) {
    for (const step of [...carriedOut(file, 'ENV'), ...carriedOut(file, 'LABEL')]) {
      const { name: instruction, legacy, pairs } = step.instruction;
      const [pair] = pairs;
      if (!legacy || !pair?.value) continue;
      const quote = quoteFor(pair.value, file.dockerfile.escape);
      const { text } = pair.value;
      const value = quote === undefined || text.length > LONGEST_SHOWN ? '"…"' : quote + text + quote;
      report({
        at: placeCarriedOut(step, pair.name),
        message: 'legacy',
        data: { instruction, name: pair.name.text, better: `${pair.name.text}=${value}` },
        fix: quote === undefined || step.onbuild ? undefined : fixOf(pair, pair.value, quote),
      });
    }
  },
});

/** The quotes that a value needs; `undefined` where those that it has, or its escapes, would mean something else in them. */
function quoteFor({ text }: Fragment, escape: string): '' | '"' | undefined {
  if (!/\s/.test(text) || /^(?:"[^"\\`]*"|'[^']*')$/.test(text)) return '';
  return /["']/.test(text) || text.includes(escape) ? undefined : '"';
}

function fixOf({ name }: KeyValue, value: Fragment, quote: string) {
  const { end } = value;
  const edits = [
    { start: name.end, end: value.start, text: `=${quote}` },
    { start: end, end, text: quote },
  ];
  return { title: 'Write an equals sign', edits: quote === '' ? edits.slice(0, 1) : edits };
}
