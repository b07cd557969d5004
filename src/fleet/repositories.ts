/** Reports by repository. */
import { pushTo } from '../text/multimap.ts';
import type { JsonFile, JsonFinding, JsonHidden, JsonReport, JsonStage } from './json-report.ts';

/** A report, and where it is from. */
export interface NamedReport {
  readonly report: JsonReport;
  /** The file, as shown to people. */
  readonly shown: string;
  /** The name of the repository, if the report has none. */
  readonly name: string;
}

/** All that the reports of a repository say. */
export interface Repository {
  /** The same in each comparison. */
  readonly key: string;
  readonly name: string;
  readonly host?: string;
  /** A web page. */
  readonly uri?: string;
  readonly commit?: string;
  readonly branch?: string;
  readonly files: readonly RepositoryFile[];
  readonly failures: number;
}

export interface RepositoryFile {
  readonly path: string;
  readonly stages: readonly JsonStage[];
  readonly findings: readonly Row[];
  readonly hidden: readonly Row[];
}

/** A finding without what the page does not show. */
export interface Row
  extends Pick<JsonFinding, 'rule' | 'aliases' | 'severity' | 'messageId' | 'message' | 'line' | 'help'> {
  readonly path: string;
  readonly suppression?: JsonHidden['suppression'];
}

export interface Collected {
  /** In order of name. */
  readonly repositories: readonly Repository[];
  readonly reports: number;
  /** The versions of azml-lint that made the reports. */
  readonly versions: readonly string[];
  /** The reports that a later one of another commit took the place of. */
  readonly replaced: readonly string[];
}

/**
 * Joins the reports of each repository. Those of one commit add up: each may be about a part of the repository. Of several
 * commits the last report in order of path counts, as folders that are named by day are sorted: a report does not say when
 * it was made.
 */
export function collectRepositories(reports: Iterable<NamedReport>): Collected {
  const byKey = new Map<string, { repository: Repository; shown: string[] }>();
  const versions = new Set<string>();
  const replaced: string[] = [];
  let count = 0;
  for (const one of reports) {
    count++;
    versions.add(one.report.version);
    const repository = repositoryOf(one);
    const known = byKey.get(repository.key);
    if (known?.repository.commit === repository.commit && known !== undefined) {
      known.repository = joined(known.repository, repository);
      known.shown.push(one.shown);
    } else {
      replaced.push(...(known?.shown ?? []));
      byKey.set(repository.key, { repository, shown: [one.shown] });
    }
  }
  const repositories = withUniqueNames([...byKey.values()].map(({ repository }) => repository));
  return { repositories, reports: count, versions: [...versions].sort(), replaced };
}

function repositoryOf({ report, name }: NamedReport): Repository {
  const { repository = {}, files, errors } = report;
  const { uri, commit, branch } = repository;
  return {
    ...(uri === undefined ? { key: name, name } : identityOf(uri)),
    ...(commit !== undefined && { commit }),
    ...(branch !== undefined && { branch }),
    files: files.map(fileOf),
    failures: errors.length,
  };
}

/** `acme/scoring` of `https://github.com/Acme/scoring.git`; hosts do not distinguish the case of letters in it. */
function identityOf(uri: string) {
  const { host, path, page } = addressOf(uri) ?? { path: uri };
  return {
    key: `//${host ?? ''}/${path}`.toLowerCase(),
    name: path,
    ...(host !== undefined && { host }),
    ...(page !== undefined && { uri: page }),
  };
}

interface Address {
  readonly host?: string;
  readonly path: string;
  readonly page?: string;
}

/** The parts of an address that name a repository, and its web page: no user, no password, nothing but http. */
function addressOf(uri: string): Address | undefined {
  if (!URL.canParse(uri)) return undefined;
  const { protocol, host, pathname } = new URL(uri);
  const bare = pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  if (host === '' || bare === '') return undefined;
  const path = decoded(bare).replace(/(^|\/)_git\//, '$1');
  return { host, path, ...(/^https?:$/.test(protocol) && { page: `${protocol}//${host}/${bare}` }) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function fileOf({
  path,
  repositoryPath = path,
  stages = [],
  findings,
  suppressed,
}: JsonFile): RepositoryFile {
  const folder = repositoryPath.endsWith(`/${path}`) ? repositoryPath.slice(0, -path.length) : '';
  const row = (one: JsonFinding) => rowOf(repositoryPath, folder, one);
  return {
    path: repositoryPath,
    stages,
    findings: findings.map(row),
    hidden: suppressed.map((one) => ({ ...row(one), suppression: one.suppression })),
  };
}

/**
 * @param own the path of the linted file
 * @param folder the way from the root of the repository to the working directory, which paths of other files are relative to
 */
function rowOf(own: string, folder: string, finding: JsonFinding): Row {
  const { path, rule, aliases, severity, messageId, message, line, help } = finding;
  return {
    path: path === undefined ? own : folder + path,
    rule,
    aliases,
    severity,
    messageId,
    message,
    line,
    help,
  };
}

/** What two reports of one commit say together, and what both say once. */
function joined(one: Repository, other: Repository): Repository {
  const files = new Map(one.files.map((file) => [file.path, file]));
  for (const file of other.files) {
    const known = files.get(file.path);
    files.set(file.path, known === undefined ? file : joinedFile(known, file));
  }
  return { ...one, ...other, files: [...files.values()], failures: one.failures + other.failures };
}

function joinedFile(one: RepositoryFile, other: RepositoryFile): RepositoryFile {
  return {
    path: one.path,
    stages: union(one.stages, other.stages),
    findings: union(one.findings, other.findings),
    hidden: union(one.hidden, other.hidden),
  };
}

/** The second list adds what it has more of than the first. */
function union<Value>(first: readonly Value[], second: readonly Value[]): readonly Value[] {
  return [...first, ...withoutPairs(second, first, (value) => JSON.stringify(value)).left];
}

/** What is left of two lists when equal values have been taken from both in pairs. */
export function withoutPairs<Value, Other>(
  values: readonly Value[],
  others: readonly Other[],
  keyOf: (value: Value | Other) => string,
): { readonly left: readonly Value[]; readonly others: readonly Other[] } {
  const open = new Map<string, Other[]>();
  for (const other of others) pushTo(open, keyOf(other), other);
  const paired = new Set<Other>();
  const left = values.filter((value) => {
    const other = open.get(keyOf(value))?.shift();
    if (other !== undefined) paired.add(other);
    return other === undefined;
  });
  return { left, others: others.filter((other) => !paired.has(other)) };
}

/** Names with their hosts where two repositories have the same one. */
function withUniqueNames(repositories: readonly Repository[]): readonly Repository[] {
  const counts = new Map<string, number>();
  for (const { name } of repositories) counts.set(name, (counts.get(name) ?? 0) + 1);
  return repositories
    .map((one) => (counts.get(one.name)! > 1 && one.host ? { ...one, name: `${one.host}/${one.name}` } : one))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
