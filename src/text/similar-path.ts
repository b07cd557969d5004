import { editDistance } from './closest-match.ts';
import { baseName } from './paths.ts';

/** Too many names resemble a shorter one. */
const SHORTEST = 4;
/** No file system allows longer names. */
const LONGEST = 255;

/**
 * Whether a path was probably meant to be another one. It may differ in case only, in one part that is nearly the same
 * or says the same (`models` and `azureml-models`), in a part that is missing or superfluous, or it may have the same
 * last part, not a mere number, in another directory. Both are absolute and normalized, and neither is within the
 * other.
 */
export function isSimilarPath(path: string, wanted: string): boolean {
  if (path.toLowerCase() === wanted.toLowerCase()) return true;
  const [parts, wantedParts] = [partsOf(path), partsOf(wanted)];
  const name = baseName(path).toLowerCase();
  if (name === baseName(wanted).toLowerCase() && /\p{L}/u.test(name)) return true;
  if (parts.length !== wantedParts.length) return false;
  const different = parts.flatMap((part, index) => (part === wantedParts[index] ? [] : [index]));
  const [only] = different;
  return different.length === 1 && resembles(parts[only!]!, wantedParts[only!]!);
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function resembles(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  if (Math.max(a.length, b.length) > LONGEST) return false;
  const most = Math.min(2, Math.floor(Math.max(a.length, b.length) / 3));
  if (Math.min(a.length, b.length) >= SHORTEST && editDistance(a, b) <= most) return true;
  const [words, otherWords] = [wordsOf(a), wordsOf(b)];
  return words.at(-1) === otherWords.at(-1);
}

/** The words of a name in the singular: `azureml-models` gives `azureml` and `model`. */
function wordsOf(name: string): readonly string[] {
  return name.split(/[-_. ]+/).map((word) => word.replace(/s$/, ''));
}
