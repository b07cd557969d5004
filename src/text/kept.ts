/**
 * A question that is answered once for each thing it is asked about. The answer is kept as long as the thing is, so that any
 * number of rules may ask without the work being done again.
 *
 * @example const lengthOf = kept((file: File) => file.source.text.length);
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
