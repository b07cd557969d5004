import { nearest } from '../text/nearest.ts';

/** What hadolint calls it. */
const synonyms: ReadonlyMap<string, string> = new Map([['none', 'never']]);

/** ``Did you mean `x`? Allowed: `x`, `y`.`` */
export function allowedHint(wrong: string, label: string, allowed: readonly string[]): string {
  const meant = nearest(synonyms.get(wrong) ?? wrong, allowed);
  const list = `${label}: ${quotedList(allowed)}.`;
  return meant === undefined ? list : `Did you mean \`${meant}\`? ${list}`;
}

export function quotedList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
