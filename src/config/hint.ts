import { nearest } from '../text/nearest.ts';

/** ``Did you mean `x`? Allowed: `x`, `y`.`` */
export function allowedHint(wrong: string, label: string, allowed: readonly string[]): string {
  const meant = nearest(wrong, allowed);
  const list = `${label}: ${quotedList(allowed)}.`;
  return meant === undefined ? list : `Did you mean \`${meant}\`? ${list}`;
}

export function quotedList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
