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
import { type Severity, severities } from '../rule/finding.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { Range } from '../text/source.ts';
import { homepage } from '../version.ts';
import type { Code } from './code.ts';
import { type Checkout, isAbsolute, pathInRepository, pathOf } from './paths.ts';
import { type Environment, provenanceOf } from './provenance.ts';
import type { JsonReporter } from './reporter.ts';
import { type Place, sarifMessage } from './sarif-message.ts';
import type * as view from './view.ts';

/** The options of the SARIF report. */
export interface SarifOptions extends Checkout {
  /** Distinguishes several analyses of one commit in code scanning. */
  readonly category?: string;
  /** Whether hidden findings are included, marked as such. */
  readonly sarifSuppressed: boolean;
  /** The environment variables in which CI describes the run. */
  readonly env: Environment;
  /** Reads the pages of the rules. */
  readonly loadPages: () => Promise<Pages>;
}

/** The pages of the rules as markdown, by rule id. */
export type Pages = Readonly<Record<string, string>>;

type RunView = view.RunView<string>;
type FileView = view.FileView<string>;
type Finding = view.FindingView<string>;
type ErrorView = view.ErrorView<string>;
type HiddenBy = view.HiddenView<string>['by'];

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The name of the root of the repository; code scanning and editors replace it by the checkout. */
const root = '%SRCROOT%';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** Code scanning calls its lowest level `recommendation`. */
const problemSeverities = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/** SARIF 2.1.0 for code scanning. Also a document if there are no findings. */
export const sarif: JsonReporter<SarifOptions> = {
  kind: 'json',
  document: async (run, options) => sarifLog(run, options, await options.loadPages()),
};

function sarifLog(run: RunView, options: SarifOptions, pages: Pages): Log {
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
        invocations: [invocationOf(run, options, ruleIndexes)],
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

function descriptorOf(rule: view.RuleView, page: string): ReportingDescriptor {
  const severity = worstLevel(rule.levels);
  const group = rule.id.split('/')[0]!;
  const description = firstParagraph(page) ?? sentence(rule.title);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: description },
    help: { text: description, markdown: page === '' ? description : page },
    helpUri: rule.help,
    defaultConfiguration: { enabled: severity !== undefined, level: levels[severity ?? 'warning'] },
    properties: {
      precision: 'high',
      'problem.severity': problemSeverities[severity ?? 'warning'],
      tags: [...new Set([...rule.kinds, group, ...(rule.security === undefined ? [] : ['security'])])],
      ...(rule.aliases.length === 0 ? {} : { aliases: rule.aliases }),
      // Code scanning treats every rule with a score as a security rule.
      ...(rule.security === undefined ? {} : { 'security-severity': rule.security.toFixed(1) }),
    },
  };
}

/** The worst level of all families; `undefined` for a rule that is off for all of them. */
function worstLevel(level: FamilyLevels): Severity | undefined {
  const set = Object.values(level);
  return severities.find((severity) => set.includes(severity));
}

/** The first paragraph below the heading of a page, without its Markdown. */
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

/** The errors of the run itself. A rule that threw is reported here; otherwise code scanning would open an alert for it. */
function invocationOf(run: RunView, checkout: Checkout, ruleIndexes: Indexes): Invocation {
  const broken = run.files.flatMap((file) =>
    file.findings
      .filter(({ isInternal }) => isInternal)
      .map((finding) => brokenRule(file, finding, checkout, ruleIndexes)),
  );
  const notifications = (errors: readonly ErrorView[]) =>
    errors.map((error) => notificationOf(error, checkout));
  return {
    executionSuccessful: run.errors.length === 0 && broken.length === 0,
    toolExecutionNotifications: [
      ...notifications(run.errors.filter(({ isConfiguration }) => !isConfiguration)),
      ...broken,
    ],
    toolConfigurationNotifications: notifications(
      run.errors.filter(({ isConfiguration }) => isConfiguration),
    ),
  };
}

function notificationOf({ message, path }: ErrorView, checkout: Checkout): Notification {
  return {
    level: 'error',
    message: sarifMessage(message),
    ...(path === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: artifactAt(path, checkout) } }] }),
  };
}

function brokenRule(
  file: FileView,
  finding: Finding,
  checkout: Checkout,
  ruleIndexes: Indexes,
): Notification {
  return {
    level: 'error',
    message: sarifMessage(finding.message),
    locations: [locationOf(artifactAt(file.path, checkout), finding.range)],
    ...(ruleIndexes.has(finding.rule) ? { associatedRule: ruleReference(finding.rule, ruleIndexes) } : {}),
  };
}

function ruleReference(id: string, ruleIndexes: Indexes) {
  return { id, index: ruleIndexes.get(id)! };
}

function resultsOf(
  file: FileView,
  { sarifSuppressed, ...checkout }: SarifOptions,
  ruleIndexes: Indexes,
): readonly Result[] {
  const hidden = new Map(sarifSuppressed ? file.hidden.map(({ finding, by }) => [finding, by] as const) : []);
  const findings = [...file.findings.filter(({ isInternal }) => !isInternal), ...hidden.keys()];
  if (findings.length === 0) return [];
  const artifactOf: Artifacts = (code) => artifactAt(pathOf(file, code), checkout);
  const fingerprints = fingerprintsOf(findings);
  return findings.map((finding) => {
    const index = ruleIndexes.get(finding.rule);
    const fingerprint = fingerprints.get(finding);
    const { message, ...related } = messageOf(finding, file.code, artifactOf);
    return {
      ruleId: finding.rule,
      ...(index === undefined ? {} : { ruleIndex: index }),
      level: levels[finding.severity],
      message,
      locations: [locationOf(artifactOf(finding.code), finding.range)],
      ...related,
      ...(fingerprint === undefined ? {} : { partialFingerprints: { primaryLocationLineHash: fingerprint } }),
      ...fixesOf(finding, artifactOf),
      // Either all results of a run say what hides them, or none does.
      ...(sarifSuppressed && { suppressions: suppressionsOf(hidden.get(finding), artifactOf(file.code)) }),
      // A result has no place for a link of its own; viewers show that of the rule.
      ...(finding.hasOwnHelp ? { properties: { helpUri: finding.help } } : {}),
    };
  });
}

/** Where the code of a file is found. */
type Artifacts = (code: Code) => ArtifactLocation;

/** The message of a finding with links to its related places, and those places. */
function messageOf(
  finding: Finding,
  own: Code,
  artifactOf: Artifacts,
): Pick<Result, 'relatedLocations'> & { readonly message: Message } {
  const related = finding.related.map((one, index) => ({ ...one, id: index + 1 }));
  const places = related.map(({ id, code, range, message: label }): Place => {
    return { id, line: range.start.line, label, ...(code === own ? {} : { path: code.path }) };
  });
  const message = sarifMessage(finding.message, places);
  if (related.length === 0) return { message };
  const relatedLocations = related.map(({ id, code, range, message: label }) => ({
    id,
    ...locationOf(artifactOf(code), range),
    message: sarifMessage(label),
  }));
  return { message, relatedLocations };
}

/**
 * The fingerprints of findings: that of their line and, if a rule has several findings there, a number. The first has
 * no number, as GitHub's upload action expects.
 */
function fingerprintsOf(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const counts = new Map<string, number>();
  const fingerprints = new Map<Finding, string>();
  for (const finding of findings) {
    const line = finding.code.fingerprint(finding.range.start.line);
    if (line === undefined) continue;
    const key = `${finding.code.path} ${finding.rule} ${line}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    fingerprints.set(finding, count === 1 ? line : `${line}:${count}`);
  }
  return fingerprints;
}

/** What hides a result: a comment in the file, or the baseline outside it. */
function suppressionsOf(by: HiddenBy | undefined, artifact: ArtifactLocation): Suppression[] {
  if (by === undefined) return [];
  if (by.kind === 'baseline')
    return [{ kind: 'external', justification: `In the baseline since ${by.since}.` }];
  const justification = by.reason === undefined ? {} : { justification: by.reason };
  return [{ kind: 'inSource', ...justification, location: locationOf(artifact, by.range) }];
}

function fixesOf({ fix }: Finding, artifactOf: Artifacts): Pick<Result, 'fixes'> {
  if (fix?.edits === undefined) return {};
  const description = sarifMessage(`${fix.title} (${fix.safety})`);
  // A file without edits needs no change, and every change must have some.
  const changed = fix.edits.filter(({ edits }) => edits.length > 0);
  const artifactChanges = changed.map(({ code, edits }) => ({
    artifactLocation: artifactOf(code),
    replacements: edits.map(({ range, text }) => ({
      deletedRegion: regionOf(range),
      insertedContent: { text },
    })),
  }));
  const sarifFix: Fix = { description, artifactChanges };
  return { fixes: [sarifFix] };
}

function locationOf(artifactLocation: ArtifactLocation, range: Range): Location {
  return { physicalLocation: { artifactLocation, region: regionOf(range) } };
}

function regionOf({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a URI: relative to the root of the repository, or absolute if it was given so. */
function artifactAt(path: string, checkout: Checkout): ArtifactLocation {
  if (isAbsolute(path)) return { uri: `file://${encodedPath(path.startsWith('/') ? path : `/${path}`)}` };
  return { uri: encodedPath(pathInRepository(checkout, path)), uriBaseId: root };
}

function encodedPath(path: string): string {
  // Half a surrogate pair, which Windows allows in names, cannot be encoded.
  return path
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
