/** A whole configuration, before it is known which file is linted. */
import type { AnyRule } from '../rule/settings.ts';
import type { Lock } from './lock.ts';
import type { Origin, Sourced } from './origin.ts';
import type { PresetName } from './presets.ts';
import type { FailOn } from './schema.ts';
import type { Section } from './sections.ts';
import type { Selection } from './selection.ts';

/** What configuration files and the command line say together, every value with its origin. */
export interface Plan {
  /** The files that were read, as they are shown; what is extended stands first. */
  readonly files: readonly string[];
  /** Built-in rules and those of plugins. */
  readonly rules: readonly AnyRule[];
  /** Their texts, by path as it is shown. */
  readonly texts: ReadonlyMap<string, string>;
  readonly preset: Sourced<PresetName>;
  /** What stands later wins. */
  readonly sections: readonly Section[];
  readonly locks: readonly Lock[];
  /** The only rules that are to run; without it, all that are on. */
  readonly selection: Selection | undefined;
  readonly buildArgs: Readonly<Record<string, Sourced<string>>>;
  readonly failOn: Sourced<FailOn>;
  /** The file of old findings, absolute. */
  readonly baseline: Sourced<string> | undefined;
  readonly ignore: readonly Sourced<string>[];
  readonly plugins: readonly Sourced<string>[];
}

/** What holds without any configuration file. */
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
    failOn: { value: 'warning', origin },
    ignore: [],
    plugins: [],
  };
}
