import type { LoadOptions } from '../config/load-options.ts';
import type { SessionOptions } from '../session/options.ts';
import { isCi } from './ci.ts';
import { isColored } from './color.ts';
import type { ConfigOptions, LintOptions } from './invocation.ts';
import type { Io } from './io.ts';

/** Those that decide what a run reads and does; the others are about its reports. */
type RunOptions = ConfigOptions &
  Pick<
    LintOptions,
    'paths' | 'stdinFilename' | 'forceIgnore' | 'jobs' | 'fix' | 'baseline' | 'baselineAction' | 'color'
  >;

/** The options of a run, from the command line and the environment. */
export function sessionOptions(options: RunOptions, io: Io): SessionOptions {
  const { paths, now, stdinFilename, forceIgnore, jobs, fix, baseline, baselineAction, color } = options;
  return {
    cwd: io.cwd(),
    env: io.env,
    paths,
    load: loadOptions(options, io),
    now,
    stdinFilename,
    forceIgnore,
    jobs,
    fix,
    patchStyle: {
      forPrograms: io.stdout.isTTY !== true && !isCi(io.env),
      color: isColored(color, io.stdout, io.env),
    },
    baseline,
    baselineAction,
    debug: isDebugging(io.env),
  };
}

/** The options of the configuration, from the command line and the environment. */
export function loadOptions(
  {
    config,
    preset,
    select,
    rules,
    buildArgs,
    failOn,
    shellcheck,
    context,
    buildContexts,
    now,
    trust,
  }: ConfigOptions,
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
    shellcheck,
    context,
    buildContexts,
    now,
    trust,
    ci: isCi(io.env),
  };
}

/** Whether internal errors are shown with their stack. */
export function isDebugging({ AZML_LINT_DEBUG }: Io['env']): boolean {
  return Boolean(AZML_LINT_DEBUG);
}
