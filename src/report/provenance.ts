/**
 * What CI services say of themselves in the environment: which repository and commit is linted, and as a part of which
 * pipeline.
 *
 * - Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/build/variables
 * - GitHub Actions: https://docs.github.com/actions/reference/workflows-and-actions/variables
 * - GitLab CI: https://docs.gitlab.com/ci/variables/predefined_variables/
 */
import type { RunAutomationDetails, VersionControlDetails } from 'sarif';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What SARIF tells of where a run took place. Without CI nothing is known: git is not asked. */
export interface Provenance {
  readonly versionControlProvenance?: [Omit<VersionControlDetails, 'mappedTo'>];
  readonly automationDetails?: RunAutomationDetails;
}

/**
 * The repository, commit and pipeline of a run in CI.
 *
 * @param category what keeps several analyses of one commit apart
 */
export function provenanceOf(env: Environment, category: string | undefined): Provenance {
  if (isSet(env.TF_BUILD))
    return { ...azureRepository(env), automationDetails: azurePipeline(env, category) };
  const automation = category === undefined ? {} : { automationDetails: { id: runId(category) } };
  if (isSet(env.GITHUB_ACTIONS)) return { ...gitHubRepository(env), ...automation };
  if (isSet(env.GITLAB_CI)) return { ...gitLabRepository(env), ...automation };
  return automation;
}

/** The services write `True` and `true`. */
function isSet(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/** Code scanning takes what is before the last slash as the category. */
function runId(category: string): string {
  return category.endsWith('/') ? category : `${category}/`;
}

function azureRepository(env: Environment) {
  return repository(env.BUILD_REPOSITORY_URI, env.BUILD_SOURCEVERSION, env.BUILD_SOURCEBRANCH);
}

function gitHubRepository({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, ...env }: Environment) {
  const address = server === undefined || name === undefined ? undefined : `${server}/${name}`;
  return repository(address, env.GITHUB_SHA, env.GITHUB_REF);
}

function gitLabRepository(env: Environment) {
  const { CI_COMMIT_BRANCH: branch, CI_COMMIT_TAG: tag, CI_MERGE_REQUEST_REF_PATH: request } = env;
  const reference = (branch && `refs/heads/${branch}`) || (tag && `refs/tags/${tag}`) || (request && request);
  return repository(env.CI_PROJECT_URL ?? env.CI_REPOSITORY_URL, env.CI_COMMIT_SHA, reference);
}

function repository(
  address: string | undefined,
  revisionId: string | undefined,
  branch: string | undefined,
): Pick<Provenance, 'versionControlProvenance'> {
  const repositoryUri = publicAddress(address);
  if (repositoryUri === undefined) return {};
  return {
    versionControlProvenance: [
      { repositoryUri, ...(revisionId && { revisionId }), ...(branch && { branch }) },
    ],
  };
}

/** An address that carries no credentials: neither a user, a password nor a query. Undefined where it is none. */
function publicAddress(address: string | undefined): string | undefined {
  // `git@host:owner/name` is how git writes an address of SSH.
  const [, host, path] = /^[\w.-]+@([\w.-]+):(?!\/)(.+)$/.exec(address ?? '') ?? [];
  const url = parsed(host === undefined ? address : `ssh://${host}/${path}`);
  if (url === undefined || !/^(?:https?|ssh|git):$/.test(url.protocol)) return undefined;
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function parsed(address: string | undefined): URL | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}

/** By this GitHub Advanced Security for Azure DevOps knows a run of its own pipelines. */
const pipeline = 'azuredevops/pipeline/build/';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The pipeline, phase and build: it asks for all four properties, and for phases by GUID. */
function azurePipeline(env: Environment, category = 'azml-lint'): RunAutomationDetails {
  const definition = env.SYSTEM_DEFINITIONID;
  const phase = [env.SYSTEM_PHASEID, env.SYSTEM_JOBID].find((id) => id !== undefined && guid.test(id));
  const properties = {
    buildDefinitionId: definition,
    buildDefinitionName: env.BUILD_DEFINITIONNAME,
    phaseId: phase,
    phaseName: env.SYSTEM_PHASENAME ?? env.SYSTEM_JOBNAME,
  };
  const known = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const parts = [definition, phase, runId(category) + (env.BUILD_BUILDID ?? '')];
  return {
    id: pipeline + parts.filter((part) => part !== undefined).join('/'),
    properties: Object.fromEntries(known.map(([name, value]) => [pipeline + name, value])),
  };
}
