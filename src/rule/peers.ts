/**
 * The names that other linters give their rules. The aliases among them work here; the others are known so that nobody
 * is sent to a rule about something else: `DL4006` is not a misspelling of `DL3006`.
 */
import { closestMatch } from '../text/closest-match.ts';
import type { Level } from './finding.ts';

/** The linters whose reports a preset repeats, by the name of that preset. */
export const peers = ['hadolint', 'buildkit'] as const;
export type Peer = (typeof peers)[number];

/** How much one name of a rule means what it means in the linter that it comes from. */
export type Fidelity = 'same' | 'differs';

/**
 * The rules of hadolint and their levels there; its `style` is our info. Source: the table of rules of version 2.15.1,
 * https://github.com/hadolint/hadolint#rules
 */
export const HADOLINT_LEVELS: Readonly<Record<string, Level>> = {
  DL1000: 'error',
  DL1001: 'off',
  DL3000: 'error',
  DL3001: 'info',
  DL3002: 'warning',
  DL3003: 'warning',
  DL3004: 'error',
  DL3006: 'warning',
  DL3007: 'warning',
  DL3008: 'warning',
  DL3009: 'info',
  DL3010: 'info',
  DL3011: 'error',
  DL3012: 'error',
  DL3013: 'warning',
  DL3014: 'warning',
  DL3015: 'info',
  DL3016: 'warning',
  DL3018: 'warning',
  DL3019: 'info',
  DL3020: 'error',
  DL3021: 'error',
  DL3022: 'warning',
  DL3023: 'error',
  DL3024: 'error',
  DL3025: 'warning',
  DL3026: 'error',
  DL3027: 'warning',
  DL3028: 'warning',
  DL3029: 'warning',
  DL3030: 'warning',
  DL3032: 'warning',
  DL3033: 'warning',
  DL3034: 'warning',
  DL3035: 'warning',
  DL3036: 'warning',
  DL3037: 'warning',
  DL3038: 'warning',
  DL3040: 'warning',
  DL3041: 'warning',
  DL3042: 'warning',
  DL3043: 'error',
  DL3044: 'error',
  DL3045: 'warning',
  DL3046: 'warning',
  DL3047: 'info',
  DL3048: 'info',
  DL3049: 'info',
  DL3050: 'info',
  DL3051: 'warning',
  DL3052: 'warning',
  DL3053: 'warning',
  DL3054: 'warning',
  DL3055: 'warning',
  DL3056: 'warning',
  DL3057: 'off',
  DL3058: 'warning',
  DL3059: 'info',
  DL3060: 'info',
  DL3061: 'error',
  DL3062: 'warning',
  DL3063: 'warning',
  DL3064: 'warning',
  DL3065: 'warning',
  DL3066: 'info',
  DL3067: 'warning',
  DL4000: 'error',
  DL4001: 'warning',
  DL4003: 'warning',
  DL4004: 'error',
  DL4005: 'warning',
  DL4006: 'warning',
};

/** The checks of BuildKit. Source: https://docs.docker.com/reference/build-checks/ */
export const BUILDKIT_CHECKS = [
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
] as const;

/**
 * Checks that BuildKit makes on the whole file, without a look at the comments above instructions: only the directive
 * skips them. Tried with BuildKit of 2026-08-21.
 */
export const SKIPPED_BY_DIRECTIVE_ONLY: ReadonlySet<string> = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'InvalidBaseImagePlatform',
  'InvalidDefaultArgInFrom',
  'NoEmptyContinuation',
  'ReservedStageName',
]);

/** The check that nothing skips, because it is made only where it is asked for. */
export const NEVER_SKIPPED = 'InvalidDefinitionDescription';

/** The check that points at one instruction, and that the comment above the next one skips. */
export const SKIPPED_AT_NEXT = 'MultipleInstructionsDisallowed';

const buildkitNames: ReadonlySet<string> = new Set(BUILDKIT_CHECKS);
const lowerCaseChecks: ReadonlySet<string> = new Set(BUILDKIT_CHECKS.map((name) => name.toLowerCase()));

/** The peer that has a rule with exactly this name. */
export function peerOf(name: string): Peer | undefined {
  if (Object.hasOwn(HADOLINT_LEVELS, name)) return 'hadolint';
  return buildkitNames.has(name) ? 'buildkit' : undefined;
}

/** The group of the rules that ShellCheck checks. */
export const SHELLCHECK = 'shellcheck';

/** The pattern of the names of codes of ShellCheck, and of all of them. */
export const SHELLCHECK_NAMES = '^(?:shellcheck/)?SC[123]\\d{3}$|^shellcheck/\\*$';

const shellcheckNames = new RegExp(SHELLCHECK_NAMES);

/** Whether a name is that of a code of ShellCheck, or of all: they are rules where the configuration asks for ShellCheck. */
export function isShellcheckName(name: string): boolean {
  return shellcheckNames.test(name);
}

/** The linter that has a rule with this name, if any: `hadolint`, `ShellCheck`, `BuildKit`. */
export function peerWith(name: string): string | undefined {
  // Whether hadolint really has this code does not matter: a code is never a misspelling of another one.
  if (/^DL\d{4}$/i.test(name)) return 'hadolint';
  if (/^SC\d{4}$/i.test(name)) return 'ShellCheck';
  return lowerCaseChecks.has(name.toLowerCase()) ? 'BuildKit' : undefined;
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
