import type { Finding } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import type { Edit } from '../text/edit.ts';
import { type Range, rangeOf, type SourceFile } from '../text/source.ts';
import { toJson } from './escape.ts';
import { type HiddenBy, hiddenIn } from './hidden.ts';
import type { FileReport, Run } from './run.ts';
import { isPublic, type Masker, maskerFor } from './secrets.ts';
import { summaryOf } from './summary.ts';

/** Aliases of rules, by rule id. */
type Aliases = ReadonlyMap<string, readonly string[]>;

/** For programs: the format that `schema/json-report.schema.json` describes. Nothing in it depends on the time. */
export function* jsonReport(run: Run): Generator<string> {
  const aliases = new Map(run.rules.map((rule) => [rule.id, rule.aliases ?? []]));
  yield toJson({
    version: run.version,
    files: run.files.map((file) => jsonFile(file, aliases)),
    errors: run.errors.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })),
    summary: jsonSummary(run),
  });
}

function jsonFile(file: FileReport, aliases: Aliases) {
  const masker = maskerFor(file.source.text);
  return {
    path: file.path,
    findings: file.findings.map((finding) => jsonFinding(file.source, masker, aliases, finding)),
    suppressed: hiddenIn(file).map(({ finding, by }) => ({
      ...jsonFinding(file.source, masker, aliases, finding),
      suppression: jsonSuppression(by, masker),
    })),
  };
}

function jsonFinding(source: SourceFile, masker: Masker, aliases: Aliases, finding: Finding) {
  return {
    rule: finding.rule,
    aliases: aliases.get(finding.rule) ?? [],
    severity: finding.severity,
    messageId: finding.messageId,
    message: masker.mask(finding.message),
    ...jsonRange(finding.range),
    related: finding.related.map(({ range, message }) => ({
      message: masker.mask(message),
      ...jsonRange(range),
    })),
    ...jsonFix(source, masker, finding),
    help: helpOf(finding),
  };
}

function jsonSuppression(by: HiddenBy, masker: Masker) {
  if (by.kind === 'baseline') return { kind: by.kind, since: by.since };
  const { kind, line, reason } = by;
  return { kind, line, ...(reason === undefined ? {} : { reason: masker.mask(reason) }) };
}

function jsonFix(source: SourceFile, masker: Masker, { fix }: Finding) {
  if (fix === undefined || !isPublic(fix, masker)) return {};
  const edits = fix.edits.map((edit: Edit) => ({ ...jsonRange(rangeOf(source, edit)), text: edit.text }));
  return { fix: { title: masker.mask(fix.title), safety: fix.safety, edits } };
}

function jsonRange({ start, end }: Range) {
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function jsonSummary(run: Run) {
  const { files, findings, ...rest } = summaryOf(run);
  return { files, ...findings, ...rest };
}
