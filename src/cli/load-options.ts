import type { LoadOptions } from '../config/load.ts';
import type { ConfigOptions } from './invocation.ts';
import type { Io } from './io.ts';

/** What the command line and the environment say about the configuration. */
export function loadOptions(
  { config, preset, rules, buildArgs, failOn, now, trust }: ConfigOptions,
  io: Io,
): LoadOptions {
  return {
    cwd: io.cwd(),
    explicit: config,
    preset,
    rules,
    buildArgs,
    failOn,
    now,
    trust,
    ci: isCi(io.env),
  };
}

/** Every CI service sets `CI`, and people switch it off with `false` or `0`. */
export function isCi({ CI: value }: Io['env']): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}
