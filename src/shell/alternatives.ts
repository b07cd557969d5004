/** Rules ask every command for the same names, so that what they name is kept. */
const known = new Map<string, readonly string[]>();
const MOST_KEPT = 1000;

/** The alternatives that a text such as `conda|mamba` names. */
export function alternativesIn(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_KEPT) known.clear();
  const fresh = text.split('|');
  known.set(text, fresh);
  return fresh;
}
