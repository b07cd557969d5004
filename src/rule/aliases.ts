/** The names that a rule has in other linters. */
import { type Fidelity, type Peer, peerOf } from './peers.ts';
import type { RuleMeta } from './rule.ts';

/** The names of a rule in other linters. */
export function aliasesOf({ aliases = [] }: Pick<RuleMeta, 'aliases'>): readonly string[] {
  return isList(aliases) ? aliases : Object.keys(aliases);
}

/** How faithful each name of a rule is; names in a list are not known to come from another linter. */
export function fidelityOf({ aliases = [] }: Pick<RuleMeta, 'aliases'>): Readonly<Record<string, Fidelity>> {
  return isList(aliases) ? {} : aliases;
}

/** The names of a rule that a peer has given it. */
export function aliasesFrom(peer: Peer, rule: Pick<RuleMeta, 'aliases'>): readonly string[] {
  return aliasesOf(rule).filter((name) => peerOf(name) === peer);
}

/** `Array.isArray` does not tell a read-only list from a record. */
function isList(aliases: NonNullable<RuleMeta['aliases']>): aliases is readonly string[] {
  return Array.isArray(aliases);
}
