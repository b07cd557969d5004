import type { Io } from './io.ts';

/**
 * Variables that CI services set for every job, at least one for each service. `CI` alone is not enough: Bamboo,
 * Jenkins and Azure Pipelines do not set it, and builds of front ends often set `CI=false` for the whole job.
 *
 * Sources: the list of https://github.com/watson/ci-info (`vendors.json`, 4.5.0), and the documentation of the services
 * for those missing from that list.
 */
const markers: readonly string[] = [
  // Flags and names that several services share.
  ...['CI_NAME', 'CI_APP_ID', 'CI_BUILD_ID', 'CI_BUILD_NUMBER', 'CONTINUOUS_INTEGRATION'],
  ...['BUILD_ID', 'BUILD_NUMBER', 'RUN_ID'],
  'AC_APPCIRCLE', // Appcircle
  'AGOLA_GIT_REF', // Agola
  'ALPIC_HOST', // Alpic
  'APPCENTER_BUILD_ID', // Visual Studio App Center
  'APPVEYOR', // AppVeyor
  ...['BITBUCKET_BUILD_NUMBER', 'BITBUCKET_COMMIT'], // Bitbucket Pipelines
  'BITRISE_IO', // Bitrise
  'BUDDY_WORKSPACE_ID', // Buddy
  'BUILDER_OUTPUT', // Google Cloud Build
  'BUILDKITE', // Buildkite
  'CAPAWESOME_CLOUD', // Capawesome Cloud
  ...['CF_BUILD_ID', 'CF_PAGES', 'WORKERS_CI'], // Codefresh, Cloudflare
  'CIRCLECI', // CircleCI
  'CIRRUS_CI', // Cirrus CI
  'CI_XCODE_PROJECT', // Xcode Cloud
  'CM_BUILD_ID', // Codemagic
  ...['CODEBUILD_BUILD_ARN', 'CODEBUILD_BUILD_ID'], // AWS CodeBuild
  'DRONE', // Drone
  'DSARI', // dsari
  'EARTHLY_CI', // Earthly
  'EAS_BUILD', // Expo
  'FORGEJO_ACTIONS', // Forgejo
  'GERRIT_PROJECT', // Gerrit
  'GITEA_ACTIONS', // Gitea
  'GITHUB_ACTIONS', // GitHub
  'GITLAB_CI', // GitLab
  ...['GO_PIPELINE_LABEL', 'GO_SERVER_URL'], // GoCD
  'HARNESS_BUILD_ID', // Harness
  'HEROKU_TEST_RUN_ID', // Heroku CI
  'HUDSON_URL', // Hudson
  'JENKINS_URL', // Jenkins
  'LAYERCI', // LayerCI
  'MAGNUM', // Magnum CI
  'NETLIFY', // Netlify
  'NEVERCODE', // Nevercode
  ...['NOW_BUILDER', 'VERCEL'], // Vercel
  'PROW_JOB_ID', // Prow
  'RELEASE_BUILD_ID', // ReleaseHub
  'RENDER', // Render
  'RWX', // RWX
  'SAILCI', // Sail CI
  'SCREWDRIVER', // Screwdriver
  'SEMAPHORE', // Semaphore
  'SHIPPABLE', // Shippable
  ...['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI', 'TF_BUILD'], // Azure Pipelines
  'STRIDER', // Strider CD
  'TASKCLUSTER_ROOT_URL', // TaskCluster
  'TEAMCITY_VERSION', // TeamCity
  'TRAVIS', // Travis CI
  'VELA', // Vela
  'WERCKER', // Wercker
  'XCS', // Xcode Server
];

/**
 * Bamboo sets a variable for each of its own, `bamboo_buildKey` and so on; in its scripts they are `bamboo.buildKey`.
 */
const bamboo = /^bamboo[._]/i;

/**
 * Whether a CI service runs this process. `CI` set to `false` or `0` switches off only `CI` itself: a service that sets
 * its own variable is recognized whatever `CI` is.
 */
export function isCi(env: Io['env']): boolean {
  const { CI: value = '' } = env;
  if (!['', '0', 'false'].includes(value.toLowerCase())) return true;
  if (markers.some((name) => isSet(env[name]))) return true;
  return Object.keys(env).some((name) => bamboo.test(name) && isSet(env[name]));
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value.toLowerCase() !== 'false';
}
