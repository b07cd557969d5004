import type { Range } from '../text/source.ts';
import type { Code } from './code.ts';
import type { JsonReporter } from './reporter.ts';
import type { FileView, FindingView, FixView, HiddenView, RunView } from './view.ts';

/** Raised when a field is removed or changes its meaning; not when one is added. */
const SCHEMA_VERSION = 1;

/** For programs: the format in `schema/json-report.schema.json`. Nothing in it depends on the time. */
export const json: JsonReporter = {
  kind: 'json',
  document: (run) => ({
    version: run.version,
    schemaVersion: SCHEMA_VERSION,
    ...(run.repository && { repository: run.repository }),
    files: run.files.map(jsonFile),
    errors: run.errors.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })),
    summary: jsonSummary(run),
  }),
};

function jsonFile(file: FileView<string>) {
  return {
    path: file.path,
    ...(file.repositoryPath !== undefined && { repositoryPath: file.repositoryPath }),
    ...(file.context && { context: jsonContext(file.context) }),
    ...(file.inventory && file.inventory.length > 0 && { stages: file.inventory }),
    findings: file.findings.map((finding) => jsonFinding(file.code, finding)),
    suppressed: file.hidden.map(({ finding, by }) => ({
      ...jsonFinding(file.code, finding),
      suppression: jsonSuppression(by),
    })),
  };
}

function jsonContext({ path, source, certainty }: NonNullable<FileView<string>['context']>) {
  return { ...(path !== undefined && { path }), ...(source !== undefined && { source }), certainty };
}

/** @param own the code of the linted file; a place in another file names it */
function jsonFinding(own: Code, finding: FindingView<string>) {
  return {
    rule: finding.rule,
    aliases: finding.aliases,
    severity: finding.severity,
    messageId: finding.messageId,
    message: finding.message,
    data: finding.data,
    ...jsonPath(own, finding.code),
    ...jsonRange(finding.range),
    related: finding.related.map(({ code, range, message }) => ({
      message,
      ...jsonPath(own, code),
      ...jsonRange(range),
    })),
    ...jsonFix(finding.fix),
    help: finding.help,
  };
}

function jsonSuppression(by: HiddenView<string>['by']) {
  if (by.kind === 'baseline') return by;
  const { kind, range, reason, until } = by;
  return { kind, line: range.start.line, ...(reason !== undefined && { reason }), ...(until && { until }) };
}

function jsonFix(fix: FixView<string> | undefined) {
  if (fix?.edits === undefined) return {};
  const { title, safety } = fix;
  const [own, ...others] = fix.edits.map(({ code, edits }) => ({
    path: code.path,
    edits: edits.map(({ range, text }) => ({ ...jsonRange(range), text })),
  }));
  return { fix: { title, safety, edits: own!.edits, ...(others.length === 0 ? {} : { elsewhere: others }) } };
}

function jsonPath(own: Code, code: Code) {
  return code === own ? {} : { path: code.path };
}

function jsonRange({ start, end }: Range) {
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function jsonSummary({ summary }: RunView<string>) {
  const { files, findings, ...rest } = summary;
  return { files, ...findings, ...rest };
}
