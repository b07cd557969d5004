/** Split texts are kept, because rules ask every command for the same names. */
const known = new Map<string, readonly string[]>();
const MOST_KEPT = 1000;

/** The alternatives in a text such as `conda|mamba`. */
export function alternativesIn(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_KEPT) known.clear();
  const fresh = text.split('|');
  known.set(text, fresh);
  return fresh;
}
