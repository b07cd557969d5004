import { posix } from 'node:path';
import type {
  ArtifactLocation,
  Fix,
  Invocation,
  Location,
  Log,
  Message,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import { type Finding, type Severity, severities } from '../rule/finding.ts';
import { helpUri } from '../rule/links.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type Range, rangeOf } from '../text/source.ts';
import { homepage } from '../version.ts';
import { toJson } from './escape.ts';
import { lineFingerprints } from './fingerprint.ts';
import { type HiddenBy, hiddenIn } from './hidden.ts';
import { provenanceOf } from './provenance.ts';
import type { Pages, ReportOptions } from './reporter.ts';
import type { FileReport, Run, RunError } from './run.ts';
import { sarifMessage } from './sarif-message.ts';
import { isPublic, type Masker, maskerFor } from './secrets.ts';

/** The options that the SARIF report looks at. */
export type SarifOptions = Pick<
  ReportOptions,
  'directory' | 'category' | 'loadPages' | 'sarifSuppressed' | 'env'
>;

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The name that stands for the root of the repository; code scanning and editors put the checkout in its place. */
const root = '%SRCROOT%';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** `recommendation` is what code scanning calls its mildest. */
const problemSeverities = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/** SARIF 2.1.0 for code scanning. A document also where nothing was found. */
export async function* sarifReport(run: Run, options: SarifOptions): AsyncGenerator<string> {
  yield toJson(sarifLog(run, options, await options.loadPages()));
}

function sarifLog(run: Run, options: SarifOptions, pages: Pages): Log {
  const ruleIndexes = new Map(run.rules.map((rule, index) => [rule.id, index]));
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'azml-lint',
            fullName: `azml-lint ${run.version}`,
            version: run.version,
            semanticVersion: run.version,
            informationUri: homepage,
            rules: run.rules.map((rule) => descriptorOf(rule, pages[rule.id] ?? '')),
          },
        },
        ...provenance(options),
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        invocations: [invocationOf(run, options.directory, ruleIndexes)],
        results: run.files.flatMap((file) => resultsOf(file, options, ruleIndexes)),
      },
    ],
  };
}

/** Where the run took place, if CI says so. Paths are relative to the root of its repository. */
function provenance({ env, category }: SarifOptions) {
  const { versionControlProvenance: [repository] = [], ...rest } = provenanceOf(env, category);
  const mappedTo = { uriBaseId: root };
  return repository === undefined
    ? rest
    : { versionControlProvenance: [{ ...repository, mappedTo }], ...rest };
}

function descriptorOf(rule: AnyRule, page: string): ReportingDescriptor {
  const severity = worstLevel(rule.level);
  const group = rule.id.split('/')[0]!;
  const description = firstParagraph(page) ?? sentence(rule.title);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: description },
    help: { text: description, markdown: page === '' ? description : page },
    helpUri: rule.url ?? helpUri(rule.id),
    defaultConfiguration: { enabled: severity !== undefined, level: levels[severity ?? 'warning'] },
    properties: {
      precision: 'high',
      'problem.severity': problemSeverities[severity ?? 'warning'],
      tags: [...new Set(['dockerfile', group, ...(rule.security === undefined ? [] : ['security'])])],
      ...(rule.aliases === undefined ? {} : { aliases: rule.aliases }),
      // Code scanning treats every rule that has a score as one about security.
      ...(rule.security === undefined ? {} : { 'security-severity': rule.security.toFixed(1) }),
    },
  };
}

/** The worst level over the families, undefined for a rule that is off for all of them. */
function worstLevel(level: FamilyLevels): Severity | undefined {
  const set = Object.values(level);
  return severities.find((severity) => set.includes(severity));
}

/** The first paragraph below the heading of a page, without its markdown. */
function firstParagraph(page: string): string | undefined {
  const paragraphs = page.split(/\r?\n[ \t]*\r?\n/).map((paragraph) => paragraph.trim());
  const first = paragraphs.find(
    (paragraph) => paragraph !== '' && !/^(?:#|```|---|<|\||[-*] )/.test(paragraph),
  );
  return first
    ?.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\s+/g, ' ');
}

function sentence(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
}

/** `apt/lists-kept` as `AptListsKept`: the readable name that viewers show. */
function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

type Indexes = ReadonlyMap<string, number>;

/** What went wrong with the run itself. A rule that threw is told here, or code scanning would open an alert for it. */
function invocationOf(run: Run, directory: string, ruleIndexes: Indexes): Invocation {
  const broken = run.files.flatMap((file) =>
    file.findings.filter(isInternal).map((finding) => brokenRule(file, finding, directory, ruleIndexes)),
  );
  const notifications = (errors: readonly RunError[]) =>
    errors.map((error) => notificationOf(error, directory));
  return {
    executionSuccessful: run.errors.length === 0 && broken.length === 0,
    toolExecutionNotifications: [
      ...notifications(run.errors.filter((error) => !error.configuration)),
      ...broken,
    ],
    toolConfigurationNotifications: notifications(run.errors.filter((error) => error.configuration)),
  };
}

function isInternal(finding: Finding): boolean {
  return finding.internal === true;
}

function notificationOf({ message, path }: RunError, directory: string): Notification {
  return {
    level: 'error',
    message: sarifMessage(message),
    ...(path === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: artifactAt(path, directory) } }] }),
  };
}

function brokenRule(
  file: FileReport,
  finding: Finding,
  directory: string,
  ruleIndexes: Indexes,
): Notification {
  const masker = maskerFor(file.source.text);
  return {
    level: 'error',
    message: sarifMessage(masker.mask(finding.message)),
    locations: [locationOf(artifactAt(file.path, directory), finding.range)],
    ...(ruleIndexes.has(finding.rule) ? { associatedRule: ruleReference(finding.rule, ruleIndexes) } : {}),
  };
}

function ruleReference(id: string, ruleIndexes: Indexes) {
  return { id, index: ruleIndexes.get(id)! };
}

function resultsOf(
  file: FileReport,
  { directory, sarifSuppressed }: SarifOptions,
  ruleIndexes: Indexes,
): readonly Result[] {
  const hidden = new Map(
    sarifSuppressed ? hiddenIn(file).map(({ finding, by }) => [finding, by] as const) : [],
  );
  const findings = [...file.findings.filter((finding) => !isInternal(finding)), ...hidden.keys()];
  if (findings.length === 0) return [];
  const masker = maskerFor(file.source.text);
  const artifact = artifactAt(file.path, directory);
  const fingerprints = fingerprintsOf(file, findings);
  return findings.map((finding) => {
    const index = ruleIndexes.get(finding.rule);
    const fingerprint = fingerprints.get(finding);
    return {
      ruleId: finding.rule,
      ...(index === undefined ? {} : { ruleIndex: index }),
      level: levels[finding.severity],
      message: messageOf(finding, masker),
      locations: [locationOf(artifact, finding.range)],
      ...relatedOf(finding, artifact, masker),
      ...(fingerprint === undefined ? {} : { partialFingerprints: { primaryLocationLineHash: fingerprint } }),
      ...fixesOf(file, finding, artifact, masker),
      // All results of a run say what hides them, or none does.
      ...(sarifSuppressed && { suppressions: suppressionsOf(file, hidden.get(finding), artifact, masker) }),
      // A link of its own has no place in a result; viewers show the one of the rule.
      ...(finding.help === undefined ? {} : { properties: { helpUri: finding.help } }),
    };
  });
}

/** The message of a finding, which leads to its related places. */
function messageOf({ message, related }: Finding, masker: Masker): Message {
  const places = related.map(({ range, message: label }, index) => {
    return { id: index + 1, line: range.start.line, label: masker.mask(label) };
  });
  return sarifMessage(masker.mask(message), places);
}

/**
 * The fingerprints of findings: that of their line and, where a rule found more than one thing there, a number. The first has
 * none, as GitHub's upload action would have it.
 */
function fingerprintsOf({ source }: FileReport, findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const lines = lineFingerprints(source, new Set(findings.map(({ range }) => range.start.line)));
  const counts = new Map<string, number>();
  const fingerprints = new Map<Finding, string>();
  for (const finding of findings) {
    const line = lines.get(finding.range.start.line);
    if (line === undefined) continue;
    const key = `${finding.rule} ${line}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    fingerprints.set(finding, count === 1 ? line : `${line}:${count}`);
  }
  return fingerprints;
}

/** What hides a result: a comment in the file, or the baseline outside of it. */
function suppressionsOf(
  { source }: FileReport,
  by: HiddenBy | undefined,
  artifact: ArtifactLocation,
  masker: Masker,
): Suppression[] {
  if (by === undefined) return [];
  if (by.kind === 'baseline')
    return [{ kind: 'external', justification: `In the baseline since ${by.since}.` }];
  const location = locationOf(artifact, rangeOf(source, by.span));
  const justification = by.reason === undefined ? {} : { justification: masker.mask(by.reason) };
  return [{ kind: 'inSource', ...justification, location }];
}

function relatedOf(
  { related }: Finding,
  artifact: ArtifactLocation,
  masker: Masker,
): Pick<Result, 'relatedLocations'> {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ range, message }, index) => ({
      id: index + 1,
      ...locationOf(artifact, range),
      message: sarifMessage(masker.mask(message)),
    })),
  };
}

function fixesOf(
  { source }: FileReport,
  { fix }: Finding,
  artifactLocation: ArtifactLocation,
  masker: Masker,
): Pick<Result, 'fixes'> {
  if (fix === undefined || !isPublic(fix, masker)) return {};
  const replacements = fix.edits.map((edit) => ({
    deletedRegion: regionOf(rangeOf(source, edit)),
    insertedContent: { text: edit.text },
  }));
  const description = sarifMessage(masker.mask(`${fix.title} (${fix.safety})`));
  const sarifFix: Fix = { description, artifactChanges: [{ artifactLocation, replacements }] };
  return { fixes: [sarifFix] };
}

function locationOf(artifactLocation: ArtifactLocation, range: Range): Location {
  return { physicalLocation: { artifactLocation, region: regionOf(range) } };
}

function regionOf({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a URI: relative to the root of the repository, or absolute where it was given so. */
function artifactAt(path: string, directory: string): ArtifactLocation {
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  if (isAbsolute) return { uri: `file://${encodedPath(path.startsWith('/') ? path : `/${path}`)}` };
  return { uri: encodedPath(posix.join(directory, path)), uriBaseId: root };
}

function encodedPath(path: string): string {
  // Half a surrogate pair, which Windows allows in names, has no encoding.
  return path
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
