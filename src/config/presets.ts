import { aliasesFrom } from '../rule/aliases.ts';
import type { Level, Severity } from '../rule/finding.ts';
import { groupOf } from '../rule/names.ts';
import { HADOLINT_LEVELS, type Peer, peers, SHELLCHECK } from '../rule/peers.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/** What a preset says about one rule. */
interface PresetSetting {
  /** A single level holds for all findings of the rule, whatever severity it gives to some of them. */
  readonly level: FamilyLevels | Level;
  /** Lower severities of the rule are raised to this one. */
  readonly atLeast?: Severity;
  /** Options that differ from the rule's defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A ready-made configuration with a setting for every rule, including those of plugins. */
interface Preset {
  /** One line for people. */
  readonly description: string;
  settingFor(rule: AnyRule): PresetSetting;
}

export const presetNames = ['recommended', 'strict', 'all', ...peers] as const;
export type PresetName = (typeof presetNames)[number];

const off = everywhere('off');

export const presets: Readonly<Record<PresetName, Preset>> = {
  recommended: {
    description: 'What every rule recommends for itself; the default.',
    settingFor: (rule) => ({ level: rule.level }),
  },
  strict: {
    description: 'Policies that `recommended` leaves off are on, and info is raised to warning.',
    settingFor: (rule) =>
      isOff(rule)
        ? { level: switchedOn(rule, rule.strictLevel ?? 'warning') }
        : { level: raised(rule.level, rule.strictLevel), atLeast: 'warning' },
  },
  all: {
    description: 'As `recommended`, with every rule that it leaves off at info.',
    settingFor: (rule) => ({ level: isOff(rule) ? switchedOn(rule, 'info') : rule.level }),
  },
  hadolint: {
    description: 'What hadolint reports, at its levels.',
    settingFor: (rule) => repeating('hadolint', rule, highestHadolintLevel),
  },
  buildkit: {
    description: 'What `docker build --check` reports, as warnings.',
    settingFor: (rule) => repeating('buildkit', rule, () => 'warning'),
  },
};

/** The prefix of presets in `extends`, so that none is taken as a package. */
export const presetPrefix = 'azml-lint:';

/** The preset called `azml-lint:strict` or just `strict`, if there is one. */
export function findPreset(text: string): PresetName | undefined {
  const bare = text.startsWith(presetPrefix) ? text.slice(presetPrefix.length) : text;
  return presetNames.find((name) => name === bare);
}

/** The setting of a rule under the preset of a peer: off unless the peer has such a rule, and needs no options for it. */
function repeating(peer: Peer, rule: AnyRule, levelOf: (names: readonly string[]) => Level): PresetSetting {
  // Who asks for ShellCheck gets it: hadolint has it inside.
  if (groupOf(rule.id) === SHELLCHECK) return { level: rule.level };
  const names = aliasesFrom(peer, rule);
  const { required = [], ownPolicy = [] } = rule.options ?? {};
  if (names.length === 0) return { level: off };
  const isConfigured = required.length + ownPolicy.length > 0;
  const options = rule.presetOptions?.[peer] ?? {};
  return { level: isConfigured ? off : levelOf(names), options };
}

/** Several codes of hadolint that one rule answers to have one level but for a few. */
function highestHadolintLevel(names: readonly string[]): Level {
  const order: readonly Level[] = ['error', 'warning', 'info'];
  return order.find((level) => names.some((name) => HADOLINT_LEVELS[name] === level)) ?? 'off';
}

function isOff(rule: AnyRule): boolean {
  return Object.values(rule.level).every((level) => level === 'off');
}

/** A rule that needs configuration stays off: a preset does not know the options it needs. */
function switchedOn(rule: AnyRule, level: Level): FamilyLevels {
  return rule.options?.required?.length ? off : everywhere(level);
}

function raised({ inference, training, other }: FamilyLevels, strict: Level | undefined): FamilyLevels {
  const raise = (level: Level): Level =>
    level === 'off' ? level : (strict ?? (level === 'info' ? 'warning' : level));
  return { inference: raise(inference), training: raise(training), other: raise(other) };
}

function everywhere(level: Level): FamilyLevels {
  return { inference: level, training: level, other: level };
}
