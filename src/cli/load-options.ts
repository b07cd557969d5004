import type { LoadOptions } from '../config/load.ts';
import { isCi } from './ci.ts';
import type { ConfigOptions } from './invocation.ts';
import type { Io } from './io.ts';

/** What the command line and the environment say about the configuration. */
export function loadOptions(
  { config, preset, select, rules, buildArgs, failOn, now, trust }: ConfigOptions,
  io: Io,
): LoadOptions {
  return {
    cwd: io.cwd(),
    explicit: config,
    preset,
    select,
    rules,
    buildArgs,
    failOn,
    now,
    trust,
    ci: isCi(io.env),
  };
}
