/** Runs that are difficult to report: text that acts, hides, breaks a format or leads elsewhere, at any place. */
import fc from 'fast-check';
import { type FindingSample, fileOf, runOf } from './report-samples.ts';

const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\x1b[31m',
    '\x9b',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\uffff',
    '\ud83d',
    'e\u0301',
    '日本',
    '👨\u200d👩',
  ),
  fc.constantFrom(
    '::error::',
    '##vso[x]',
    '##[group]',
    'RUN apt-get update && \\\n',
    'password=correcthorse ',
    'x'.repeat(300),
  ),
  fc.constantFrom(...'%:,;[]<>&"\'`\\|#*_~! -', ']]>', '%0A', '%AZP25', '&lt;', '&#60;', '``', '- ', '1. '),
  fc.constantFrom(
    '<img src=x onerror=planted()>',
    '<!-- ',
    '[x](http://planted.example)',
    '![x](http://planted.example/x.png)',
    '[x]: http://planted.example\n',
    '<http://planted.example>',
    'http://planted.example',
    'www.planted.example',
    'me@planted.example',
  ),
);

/** A hostile text. */
export const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const span = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

const finding = (length: number): fc.Arbitrary<FindingSample> =>
  fc.record({
    at: span(length),
    severity: fc.constantFrom('error', 'warning', 'info'),
    message: text,
    related: fc.array(fc.record({ at: span(length), message: text }), { maxLength: 3 }),
    fix: fc.record({
      safety: fc.constantFrom('safe', 'unsafe'),
      title: text,
      edits: fc.tuple(span(length), text).map(([at, inserted]) => [{ ...at, text: inserted }]),
    }),
  });

/** A hostile file with findings in it. */
export const file = text.chain((content) =>
  fc.record({
    path: text,
    content: fc.constant(content),
    samples: fc.array(finding(content.length), { maxLength: 4 }),
  }),
);

/** The same as a run. */
export const run = file.map(({ path, content, samples }) => runOf([fileOf(path, content, samples)]));

/** Text that must not be printed: everything that acts or hides. */
export const acting = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##(?:vso)?\[|^\s*::[a-z]/imu;
