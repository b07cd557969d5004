import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScript } from '../src/shell/read.ts';
import type { Command, Word } from '../src/shell/script.ts';
import { type Fragment, fragmentOf, type Span, slice, verbatim } from '../src/text/fragment.ts';

const token = fc.constantFrom(
  ...'a|b|-c|--d=e|1|$x|${y:-z}|$(|)|`|\\`|"|\'|\\|;|&&|&|<<E|<<<|>|2>&1|{|}|{a,b}|[[|]]|((|if|then|fi|for|in|do|done|case|esac|f()|#'.split(
    '|',
  ),
  ...['|', '||', '|&', '\n', '\nE\n', ' ', '\t', '\r\n', "$'\\n'", '$(('],
  ...[
    'sudo',
    'env A=b',
    'sh -c',
    'eval',
    'bash <<E\n',
    'su - x -c',
    'find . -exec',
    'xargs',
    'conda run -n',
    'time',
    '!',
  ],
  ...[
    'set -e',
    'tar xzf',
    'apt-get -qqo',
    'python -m pip',
    'curl -fsSLo',
    'wget -nvO',
    'é',
    '\u{1F600}',
    '\u0000',
    '\ufeff',
  ],
);
const shellText = fc.oneof(
  fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(' ')),
  fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** A text in which the file has extra stretches, such as line continuations and comments. */
const gappedFragment = fc.tuple(shellText, fc.array(fc.nat(12), { maxLength: 8 })).map(([text, cuts]) => {
  const pieces = [];
  let offset = 3;
  let index = 0;
  for (const length of cuts) {
    if (index + length >= text.length) break;
    if (length > 0) pieces.push({ index, start: offset, end: offset + length });
    offset += length + 2;
    index += length;
  }
  pieces.push({ index, start: offset, end: offset + text.length - index });
  return fragmentOf(text, pieces, 3);
});

function spansOf(command: Command): readonly Span[] {
  const { nameWord, words, flags, assignments, redirections, head, context } = command;
  const own = [command, head, context.statement, ...words, ...flags, ...assignments, ...redirections];
  const targets = redirections.flatMap(({ target, body }) => [target, body]);
  return [...own, nameWord, ...targets].filter((span) => span !== undefined);
}

function expectWithin(span: Span, { start, end }: Fragment): void {
  expect(span.start).toBeLessThanOrEqual(span.end);
  expect(span.start).toBeGreaterThanOrEqual(start);
  expect(span.end).toBeLessThanOrEqual(end);
}

test('any text is a script, and all of it lies in the text', () => {
  fc.assert(
    fc.property(gappedFragment, fc.constantFrom('sh' as const, 'bash' as const), (source, kind) => {
      const script = readScript(source, kind);
      for (const command of script.commands) {
        for (const span of [command, ...command.wrappers].flatMap(spansOf)) expectWithin(span, source);
      }
      for (const span of [...script.errors, ...script.comments, ...script.bashisms])
        expectWithin(span, source);
    }),
    { numRuns: 2000 },
  );
});

test('what is written is what the file holds there', () => {
  fc.assert(
    fc.property(shellText, (text) => {
      const source = verbatim(text, 0);
      // The text of a nested script or of a decoded `…` may be escaped in the file.
      const isDirect = ({ wrappers, context }: Command) =>
        wrappers.length === 0 && !context.inside.includes('substitution');
      const words: Word[] = readScript(source, 'bash')
        .commands.filter(isDirect)
        .flatMap((command) => [...(command.nameWord ? [command.nameWord] : []), ...command.words]);
      for (const { raw, start, end } of words) {
        expect(text.slice(start, end).replaceAll('\r\n', '\n')).toBe(raw.text);
        expect(slice(raw, 0).text).toBe(raw.text);
      }
    }),
    { numRuns: 2000 },
  );
});

test('reading is the same every time', () => {
  fc.assert(
    fc.property(shellText, (text) => {
      const told = () => JSON.stringify(readScript(verbatim(text, 0), 'sh').commands);
      expect(told()).toBe(told());
    }),
  );
});

const deep = 20_000;
test.each<[string, string]>([
  ['subshells', `${'('.repeat(deep)}a${')'.repeat(deep)}`],
  ['substitutions', `${'$('.repeat(deep)}a${')'.repeat(deep)}`],
  ['quoted substitutions', `${'"$('.repeat(deep)}a${')"'.repeat(deep)}`],
  ['unclosed substitutions', '$('.repeat(deep)],
  ['parameters', `echo ${'${a:-'.repeat(deep)}${'}'.repeat(deep)}`],
  ['sums', `echo $((${'1+'.repeat(deep)}1))`],
  ['ifs', `${'if a; then '.repeat(deep)}${'; fi'.repeat(deep)}`],
  ['wrappers', `${'sudo '.repeat(deep)}a`],
  ['evals', `${'eval '.repeat(deep)}a`],
  ['finds', `${'find -exec '.repeat(deep)}a`],
  ['here-documents', `cat ${'<<E '.repeat(deep)}`],
  ['timed commands', `${'time '.repeat(deep)}a`],
  ['errors', 'a ) '.repeat(deep)],
])('depth does not overflow the stack: %s', (_, text) => {
  const script = readScript(verbatim(text, 0), 'sh');
  for (const command of script.commands) expect(command.flags).toBeDefined();
  expect(script.bashisms).toBeDefined();
  expect(script.comments).toBeDefined();
});
