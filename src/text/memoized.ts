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
  return (about) => {
    const answers = answersOf(about);
    const known = answers.get(answer) as Answer | undefined;
    if (known !== undefined || answers.has(answer)) return known as Answer;
    const fresh = answer(about);
    answers.set(answer, fresh);
    return fresh;
  };
}

/**
 * The answers about an object, by question. They are kept in the object itself, hidden from copies and comparisons: a weak
 * map would keep the objects of many files until old memory is collected, and make each collection of new memory slow.
 */
const ANSWERS = Symbol('answers');

function answersOf(about: object & { [ANSWERS]?: Map<unknown, unknown> }): Map<unknown, unknown> {
  const known = about[ANSWERS];
  if (known !== undefined) return known;
  const answers = new Map<unknown, unknown>();
  Object.defineProperty(about, ANSWERS, { value: answers });
  return answers;
}
