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
  /** Nothing but the text of a file is looked at. */
  readonly noContext: Sourced<boolean>;
  /** Build contexts; a later one overrides an earlier one. */
  readonly contexts: readonly Sourced<PlannedContext>[];
  /** Contexts with names of their own, absolute. */
  readonly buildContexts: Readonly<Record<string, Sourced<string>>>;
  readonly ignore: readonly Sourced<string>[];
  readonly plugins: readonly Sourced<string>[];
}

/** A folder as the build context of some Dockerfiles. */
interface PlannedContext {
  /** A glob; `undefined`: all of them. */
  readonly dockerfile: string | undefined;
  /** Absolute. */
  readonly path: string;
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
    noContext: { value: false, origin },
    contexts: [],
    buildContexts: {},
    ignore: [],
    plugins: [],
  };
}
