import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder that has the name of a Dockerfile; a file is returned itself. */
export function* dockerfilesBelow(path: string): Iterable<string> {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) yield* dockerfilesBelow(below);
    else if (
      entry.isFile() &&
      /dockerfile|containerfile/i.test(entry.name) &&
      !/\.(?:tar\.gz|py|md|json|ya?ml)$/.test(entry.name)
    )
      yield below;
  }
}

/** A random sample of a list, in its order and the same for each seed. */
export function sampled<T>(
  list: readonly T[],
  { limit, seed }: { limit: number; seed: number },
): readonly T[] {
  if (list.length <= limit) return list;
  const random = randomNumbers(seed);
  const drawn = list.map((one, index) => ({ one, index, key: random() })).sort((a, b) => a.key - b.key);
  return drawn
    .slice(0, limit)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one);
}

/** A small generator of random numbers from 0 to 1, which repeats its numbers for a seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
