/** A whole configuration, independent of the file that is linted. */
import type { AnyRule } from '../rule/settings.ts';
import type { Lock } from './lock.ts';
import type { Origin, Sourced } from './origin.ts';
import type { PresetName } from './presets.ts';
import type { FailOn } from './schema.ts';
import type { Section } from './sections.ts';
import type { Selection } from './selection.ts';

/** Everything that configuration files and the command line say, every value with its origin. */
export interface Plan {
  /** The files that were read, as shown to people; extended files come first. */
  readonly files: readonly string[];
  /** Built-in rules and those of plugins. */
  readonly rules: readonly AnyRule[];
  /** The texts of the files, by path as shown to people. */
  readonly texts: ReadonlyMap<string, string>;
  readonly preset: Sourced<PresetName>;
  /** A later section overrides an earlier one. */
  readonly sections: readonly Section[];
  readonly locks: readonly Lock[];
  /** The only rules to run; without a selection, all enabled ones. */
  readonly selection: Selection | undefined;
  readonly buildArgs: Readonly<Record<string, Sourced<string>>>;
  readonly failOn: Sourced<FailOn>;
  /** The file with the baseline, absolute. */
  readonly baseline: Sourced<string> | undefined;
  /** Whether ShellCheck looks at scripts. */
  readonly shellcheck: Sourced<boolean>;
  readonly ignore: readonly Sourced<string>[];
  readonly plugins: readonly Sourced<string>[];
}

/** What applies without any configuration file. */
export function planWithoutFile(rules: readonly AnyRule[]): Plan {
  const origin: Origin = { kind: 'default' };
  return {
    files: [],
    rules,
    preset: { value: 'recommended', origin },
    texts: new Map(),
    sections: [],
    locks: [],
    selection: undefined,
    buildArgs: {},
    baseline: undefined,
    shellcheck: { value: false, origin },
    failOn: { value: 'warning', origin },
    ignore: [],
    plugins: [],
  };
}
