/** A rule for each code of ShellCheck. What it reports comes from ShellCheck itself: see `answered.ts`. */

import { SHELLCHECK } from '../rule/peers.ts';
import { defineRule } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/**
 * The codes from the first to the last of each kind, with some that newer versions may have: syntax, mistakes, and what not
 * every shell has. Source: https://www.shellcheck.net/wiki/Checks
 */
const RANGES = [
  [1000, 1199],
  [2000, 2399],
  [3000, 3099],
] as const;

const warning = { inference: 'warning', training: 'warning', other: 'warning' } as const;

/** All of them, without a run of ShellCheck: they report nothing. */
export const shellcheckRules: readonly AnyRule[] = RANGES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => shellcheckRule(first + index)),
);

/** The rule of a code, by its id or its code: `shellcheck/SC2086`, `SC2086`. */
export function findShellcheckRule(name: string): AnyRule | undefined {
  return shellcheckRules.find(({ id }) => id === name || id === `${SHELLCHECK}/${name}`);
}

/** The number of the code that a rule is about: `2086`. */
export function codeOf(id: string): number {
  return Number(id.slice(`${SHELLCHECK}/SC`.length));
}

function shellcheckRule(code: number): AnyRule {
  return defineRule({
    id: `${SHELLCHECK}/SC${code}`,
    title: `ShellCheck reports SC${code}`,
    url: `https://www.shellcheck.net/wiki/SC${code}`,
    level: warning,
    fix: 'unsafe',
    messages: { said: '{text}' },
    check() {},
  });
}
