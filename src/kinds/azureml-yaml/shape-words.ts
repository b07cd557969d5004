/** Problems of the shape of a YAML in words, for messages. */
import type { ShapeProblem, Wanted } from './shape-problem.ts';

const WANTED: Readonly<Record<Wanted, string>> = {
  text: 'a text',
  mapping: 'a mapping of keys',
  texts: 'a mapping of keys to texts',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  os: '`linux` or `windows`',
  version: 'a text or a number',
  conda: 'the path of a conda file, or its contents',
};

/** What a value must be, in words: `a whole number`. */
export function wantedInWords(wanted: Wanted): string {
  return WANTED[wanted];
}

/** Of a longer list nobody reads all. */
const MOST_NAMED = 12;

/** What to do about an unknown key, as a sentence. */
export function cureOfKey(problem: Extract<ShapeProblem, { code: 'unknown-key' }>): string {
  const { key, meant, isWrapper, allowed } = problem;
  if (isWrapper) return `Take it out, and write in its place what is in \`${key.text}:\`.`;
  if (meant !== undefined) return `Did you mean \`${meant}:\`?`;
  if (allowed.length > MOST_NAMED) return 'Take it out.';
  // The list is made when it is needed: what it takes of the languages is read from a large file.
  const keys = new Intl.ListFormat('en-GB').format(allowed.map((key) => `\`${key}\``));
  return `Take it out. The keys are ${keys}.`;
}
