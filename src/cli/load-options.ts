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

/** What the CI services set that do not set `CI`: Azure Pipelines, TeamCity, AWS CodeBuild, older Jenkins. */
const markers = ['TF_BUILD', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID', 'JENKINS_URL'];

/** Whether a CI service runs this. People switch `CI` off with `false` or `0`. */
export function isCi(env: Io['env']): boolean {
  const { CI: value } = env;
  if (value !== undefined) return !['', '0', 'false'].includes(value);
  return markers.some((name) => env[name] !== undefined);
}
