import {
  type DockerfileModel,
  defineRule,
  type Edit,
  type Fragment,
  type KeyValue,
  type Span,
} from 'azml-lint';
import { carriedOut, placeCarriedOut } from 'azml-lint/facts';

/** Longer values are not repeated in the message. */
const LONGEST_SHOWN = 60;

export default defineRule({
  id: 'dockerfile/legacy-key-value',
  aliases: { LegacyKeyValueFormat: 'same' },
  presetOptions: { buildkit: { report: 'each' } },
  title: 'ENV or LABEL has a blank in place of the equals sign',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  options: {
    defaults: { report: 'once' as 'once' | 'each' },
    schema: {
      report: {
        enum: ['once', 'each'],
        description: 'Whether a file is reported once, at the first place, or at each.',
      },
    },
  },
  messages: {
    legacy:
      '`{instruction} {name} …` is the old form, in which all the rest of the line is the value, whatever stands there. ' +
      'Write `{instruction} {better}`{others}.',
    also: 'so is this',
  },
  check({ file, options, report }) {
    const pairs = legacyPairs(file);
    // What a fix cannot write stays behind, and is reported of its own.
    const kinds = [pairs.filter(({ edits }) => edits), pairs.filter(({ edits }) => !edits)];
    for (const [first, ...others] of options.report === 'once' ? kinds : pairs.map((pair) => [pair])) {
      if (!first) continue;
      const edits = [first, ...others].flatMap((pair) => pair.edits ?? []);
      report({
        at: first.at,
        message: 'legacy',
        data: { ...first.data, others: inWords(others.length) },
        related: others.map(({ at }) => ({ at, message: 'also' })),
        fix: first.edits && { title: 'Write an equals sign', edits },
      });
    }
  },
});

interface LegacyPair {
  readonly at: Span;
  readonly data: { readonly instruction: string; readonly name: string; readonly better: string };
  readonly edits: readonly Edit[] | undefined;
}

function legacyPairs(file: DockerfileModel): readonly LegacyPair[] {
  const steps = [...carriedOut(file, 'ENV'), ...carriedOut(file, 'LABEL')];
  const found = steps.flatMap((step) => {
    const { name: instruction, legacy, pairs } = step.instruction;
    const [pair] = pairs;
    if (!legacy || !pair?.value) return [];
    const { text } = pair.value;
    const quote = quoteFor(pair.value, file.dockerfile.escape);
    const value = quote === undefined || text.length > LONGEST_SHOWN ? '"…"' : quote + text + quote;
    const data = { instruction, name: pair.name.text, better: `${pair.name.text}=${value}` };
    const edits = quote === undefined || step.onbuild ? undefined : editsOf(pair, pair.value, quote);
    return [{ at: placeCarriedOut(step, pair.name), data, edits }];
  });
  return found.toSorted((a, b) => a.at.start - b.at.start);
}

function inWords(others: number): string {
  return others === 0 ? '' : `, and so in ${others} other place${others === 1 ? '' : 's'}`;
}

/** The quotes that a value needs; `undefined` where those that it has, or its escapes, would mean something else in them. */
function quoteFor({ text }: Fragment, escape: string): '' | '"' | undefined {
  if (!/\s/.test(text) || /^(?:"[^"\\`]*"|'[^']*')$/.test(text)) return '';
  return /["']/.test(text) || text.includes(escape) ? undefined : '"';
}

function editsOf({ name }: KeyValue, value: Fragment, quote: string): readonly Edit[] {
  const { end } = value;
  const edits = [
    { start: name.end, end: value.start, text: `=${quote}` },
    { start: end, end, text: quote },
  ];
  return quote === '' ? edits.slice(0, 1) : edits;
}
