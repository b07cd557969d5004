import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordFinder } from '../src/text/word-finder.ts';

describe('WordFinder', () => {
  it('finds the words that a text includes', () => {
    const letters = (most: number) =>
      fc.string({ unit: fc.constantFrom('a', 'b', '@', 'é'), maxLength: most });
    const words = fc.array(
      letters(4)
        .map((word) => word.replaceAll('é', 'a'))
        .filter((word) => word !== ''),
    );
    fc.assert(
      fc.property(words, letters(30), (some, text) => {
        const included = [...new Set(some)].filter((word) => text.includes(word)).sort();
        expect([...new WordFinder(some).in(text)].sort()).toEqual(included);
      }),
      { seed: 1 },
    );
  });

  it('finds nothing in nothing', () => {
    expect(new WordFinder(['a', 'ab']).in('').size).toBe(0);
  });
});
