/**
 * Makes a function that works out its answer once for each object and keeps it for as long as the object lives, so that
 * any number of rules may ask without repeating the work.
 *
 * @example
 * let asked = 0;
 * const lengthOf = memoized((file: DockerfileModel) => {
 *   asked++;
 *   return file.source.text.length;
 * });
 * const file = readDockerfile('FROM ubuntu\n');
 * [lengthOf(file), lengthOf(file), asked]; // => [12, 12, 1]
 */
export function memoized<Thing extends object, Answer>(
  answer: (about: Thing) => Answer,
): (about: Thing) => Answer {
  const answers = new WeakMap<Thing, { readonly is: Answer }>();
  return (about) => {
    const known = answers.get(about);
    if (known) return known.is;
    const is = answer(about);
    answers.set(about, { is });
    return is;
  };
}
