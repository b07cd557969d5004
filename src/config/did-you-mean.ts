import { closestMatch } from '../text/closest-match.ts';

/**
 * Other names of levels and severities: those of hadolint, ESLint and SARIF, and those that people write from memory.
 */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  warn: ['warning'],
  none: ['never', 'off'],
  ignore: ['off', 'never'],
  disabled: ['off', 'never'],
  false: ['off', 'never'],
  off: ['never'],
  never: ['off'],
  style: ['info'],
  note: ['info'],
  notice: ['info'],
  hint: ['info'],
  suggestion: ['info'],
  fatal: ['error'],
  pwsh: ['powershell'],
  sh: ['bash'],
  critical: ['error'],
  0: ['off', 'never'],
  1: ['warning'],
  2: ['error'],
};

/** ``Did you mean `x`? Allowed: `x`, `y`.`` */
export function allowedHint(wrong: string, label: string, allowed: readonly string[]): string {
  const word = wrong.toLowerCase();
  const same = Object.hasOwn(synonyms, word) ? synonyms[word] : undefined;
  const meant = same?.find((one) => allowed.includes(one)) ?? closestMatch(wrong, allowed);
  const list = `${label}: ${quotedList(allowed)}.`;
  return meant === undefined ? list : `Did you mean \`${meant}\`? ${list}`;
}

export function quotedList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
