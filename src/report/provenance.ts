/**
 * What CI services say in the environment: which repository and commit is linted, and in which pipeline.
 *
 * - Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/build/variables
 * - GitHub Actions: https://docs.github.com/actions/reference/workflows-and-actions/variables
 * - GitLab CI: https://docs.gitlab.com/ci/variables/predefined_variables/
 */
import type { RunAutomationDetails, VersionControlDetails } from 'sarif';
import { present } from '../text/present.ts';
import type { Repository } from './run.ts';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What SARIF says about the place of a run. Without CI it is unknown: git is not asked. */
export interface Provenance {
  readonly versionControlProvenance?: [Omit<VersionControlDetails, 'mappedTo'>];
  readonly automationDetails?: RunAutomationDetails;
}

/**
 * The repository, commit and pipeline of a run in CI.
 *
 * @param category distinguishes several analyses of one commit
 */
export function provenanceOf(env: Environment, category: string | undefined): Provenance {
  if (isSet(env.TF_BUILD))
    return { ...azureRepository(env), automationDetails: azurePipeline(env, category) };
  const automation = category === undefined ? {} : { automationDetails: { id: runId(category) } };
  if (isSet(env.GITHUB_ACTIONS)) return { ...gitHubRepository(env), ...automation };
  if (isSet(env.GITLAB_CI)) return { ...gitLabRepository(env), ...automation };
  return automation;
}

/** The folder into which CI has put the repository, in which a job begins. Empty if it is not said. */
export function checkoutFolder(env: Environment): string {
  const { BUILD_SOURCESDIRECTORY = '', GITHUB_WORKSPACE = '', CI_PROJECT_DIR = '' } = env;
  if (isSet(env.TF_BUILD)) return BUILD_SOURCESDIRECTORY;
  if (isSet(env.GITHUB_ACTIONS)) return GITHUB_WORKSPACE;
  return isSet(env.GITLAB_CI) ? CI_PROJECT_DIR : '';
}

/** The services write `True` and `true`. */
function isSet(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/** Code scanning takes the text before the last slash as the category. */
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

/** The repository, commit and branch of a run in CI. */
export function repositoryInCi(env: Environment): Repository {
  const [found] = provenanceOf(env, undefined).versionControlProvenance ?? [];
  return present<Repository>({
    uri: webAddress(found?.repositoryUri),
    commit: found?.revisionId,
    branch: found?.branch && branchOf(found.branch),
  });
}

/** `main` of `refs/heads/main`; other references are left in full. */
export function branchOf(reference: string): string {
  return reference.replace(/^refs\/heads\//, '');
}

/** Hosts whose repositories have the same path for SSH and for browsers. */
const SAME_PATH = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/;

/**
 * The address of a repository, the same however it was cloned: without credentials and `.git`, and that for browsers where it is
 * known. `undefined` if it is no address.
 */
export function webAddress(address: string | undefined): string | undefined {
  const found = publicAddress(address)
    ?.replace(/\/+$/, '')
    .replace(/\.git$/, '');
  const [, host, path] = /^(?:ssh|git):\/\/([^/]+)\/(.+)$/.exec(found ?? '') ?? [];
  if (host === undefined || path === undefined) return found;
  if (SAME_PATH.test(host)) return `https://${host}/${path}`;
  const [, owner, project, name] = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  return host === 'ssh.dev.azure.com' && name !== undefined
    ? `https://dev.azure.com/${owner}/${project}/_git/${name}`
    : found;
}

/** An address without credentials: without user, password and query. `undefined` if it is not an address. */
function publicAddress(address: string | undefined): string | undefined {
  // Git writes SSH addresses as `git@host:owner/name`; the user may be left out.
  const [, user, host, path] = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/|:)\/?(.+)$/.exec(address ?? '') ?? [];
  const isSsh = host !== undefined && (user !== undefined || host.includes('.'));
  const url = parsed(isSsh ? `ssh://${host}/${path}` : address);
  if (url === undefined || !/^(?:https?|ssh|git):$/.test(url.protocol)) return undefined;
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function parsed(address: string | undefined): URL | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}

/** GitHub Advanced Security for Azure DevOps recognizes its own pipelines' runs by this prefix. */
const pipeline = 'azuredevops/pipeline/build/';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The pipeline, phase and build: all four properties are required, and phases by GUID. */
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
