import { pushTo } from '../text/multimap.ts';
import { aliasesOf } from './aliases.ts';
import { SHELLCHECK } from './peers.ts';
import type { AnyRule } from './settings.ts';

/** The names of rules: ids, aliases, and `group/*` for all rules of a group. */
export interface RuleNames {
  readonly rules: readonly AnyRule[];
  /** Every existing name. */
  readonly all: readonly string[];
  /** The rules with a name: several for `group/*` and for a shared alias, none for an unknown name. */
  find(name: string): readonly AnyRule[];
  /** Like {@link RuleNames.find}, but `group` also means `group/*`. */
  findAny(name: string): readonly AnyRule[];
}

/** Makes the names of some rules. */
export function ruleNames(rules: readonly AnyRule[]): RuleNames {
  const byName = new Map<string, AnyRule[]>();
  for (const rule of rules) {
    for (const name of new Set([rule.id, ...aliasesOf(rule), ...codeIn(rule.id), `${groupOf(rule.id)}/*`])) {
      pushTo(byName, name, rule);
    }
  }
  const find = (name: string) => byName.get(name) ?? [];
  const findAny = (name: string) => byName.get(name) ?? find(`${name}/*`);
  return { rules, all: [...byName.keys()], find, findAny };
}

/** A rule that ShellCheck checks is known by its code alone, too. */
function codeIn(id: string): readonly string[] {
  return groupOf(id) === SHELLCHECK ? [id.slice(SHELLCHECK.length + 1)] : [];
}

/** `apt` of `apt/lists-kept`. */
export function groupOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('/')));
}
