/** The bundled replacements behave like the originals. */
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBytes } from '../scripts/build/stand-ins/utf8.mjs';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const decoded = (bytes: readonly number[]) => decoder.decode(new Uint8Array(bytes));

test('bytes of UTF-8, also broken ones, as TextDecoder reads them', () => {
  const text = fc.string({ unit: 'binary' }).map((text) => [...new TextEncoder().encode(text)]);
  const lead = fc.constantFrom(0xc1, 0xc2, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5);
  const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0x80, max: 0xbf }), lead);
  const bytes = fc.oneof(text, fc.array(byte, { maxLength: 8 }));
  fc.assert(
    fc.property(bytes, (bytes) => {
      expect(decodeBytes(bytes)).toBe(decoded(bytes));
    }),
    { numRuns: 5000 },
  );
});

test('a byte-order mark stays', () => {
  expect(decodeBytes([0xef, 0xbb, 0xbf, 0x61])).toBe('\ufeffa');
});

test('paths with forward slashes, as Node has them', () => {
  const standIn: Pick<typeof posix, 'normalize' | 'dirname' | 'sep'> = createRequire(import.meta.url)(
    '../scripts/build/stand-ins/posix-path.cjs',
  );
  const path = fc.string({ unit: fc.constantFrom('a', 'b.c', '.', '..', '/', '//') });
  fc.assert(
    fc.property(path, (one) => {
      expect(standIn.normalize(one)).toBe(posix.normalize(one));
      expect(standIn.dirname(one)).toBe(posix.dirname(one));
    }),
    { numRuns: 2000 },
  );
  expect(standIn.sep).toBe(posix.sep);
});
