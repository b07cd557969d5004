/**
 * The names that other linters give their rules. The aliases among them work here; the others are known so that nobody
 * is sent to a rule about something else: `DL4006` is not a misspelling of `DL3006`.
 */
import { closestMatch } from '../text/closest-match.ts';

/** The checks of BuildKit. Source: https://docs.docker.com/reference/build-checks/ */
const BUILDKIT_CHECKS: ReadonlySet<string> = new Set(
  [
    'ConsistentInstructionCasing',
    'CopyIgnoredFile',
    'DuplicateStageName',
    'ExposeInvalidFormat',
    'ExposeProtoCasing',
    'FromAsCasing',
    'FromPlatformFlagConstDisallowed',
    'InvalidBaseImagePlatform',
    'InvalidDefaultArgInFrom',
    'InvalidDefinitionDescription',
    'JSONArgsRecommended',
    'LegacyKeyValueFormat',
    'MaintainerDeprecated',
    'MultipleInstructionsDisallowed',
    'NoEmptyContinuation',
    'RedundantTargetPlatform',
    'ReservedStageName',
    'SecretsUsedInArgOrEnv',
    'StageNameCasing',
    'UndefinedArgInFrom',
    'UndefinedVar',
    'WorkdirRelativePath',
  ].map((name) => name.toLowerCase()),
);

/** The linter that has a rule with this name, if any: `hadolint`, `ShellCheck`, `BuildKit`. */
export function peerWith(name: string): string | undefined {
  // Whether hadolint really has this code does not matter: a code is never a misspelling of another one.
  if (/^DL\d{4}$/i.test(name)) return 'hadolint';
  if (/^SC\d{4}$/i.test(name)) return 'ShellCheck';
  return BUILDKIT_CHECKS.has(name.toLowerCase()) ? 'BuildKit' : undefined;
}

/**
 * The rule that an unknown name probably means: a rule's id without its group, a group without `/*`, or the closest
 * name.
 *
 * @param names every existing id, alias and `group/*`
 */
export function nearestRuleName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const same = names.find((one) => {
    const known = one.toLowerCase();
    return known === wanted || (known.endsWith(`/${wanted}`) && wanted !== '*');
  });
  if (same !== undefined || peerWith(name) !== undefined) return same;
  const isGroup = (one: string) => one.endsWith('/*');
  const groups = names.filter(isGroup);
  if (isGroup(name)) return closestMatch(name, groups);
  const group = name.includes('/') ? undefined : `${name}/*`;
  if (group !== undefined && groups.includes(group)) return group;
  const meant = closestMatch(
    name,
    names.filter((one) => !isGroup(one)),
  );
  return meant ?? (group && closestMatch(group, groups));
}
