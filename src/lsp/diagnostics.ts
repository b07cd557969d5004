import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
} from 'vscode-languageserver-protocol/node';
import type { FileReport } from '../report/run.ts';
import type { Finding, Severity } from '../rule/finding.ts';
import { helpOf } from '../rule/links.ts';
import { maskSecrets } from '../text/secrets.ts';
import type { SourceFile } from '../text/source.ts';
import type { Client } from './client.ts';
import { linesOf } from './positions.ts';
import { tagsOf } from './tags.ts';

/** The name that stands beside each diagnostic. */
export const SOURCE = 'azml-lint';

/** By the names of the protocol. */
const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Where the files of a report are. */
export type UriOf = (file: SourceFile) => string;

/** What was found in a file, for a client. */
export function diagnosticsOf({ findings }: FileReport, client: Client, uriOf: UriOf): Diagnostic[] {
  return findings.map((finding) => diagnosticOf(finding, client, uriOf));
}

/** A finding, for a client. Its message has no secrets: what a client shows may be logged and shared. */
function diagnosticOf(finding: Finding, client: Client, uriOf: UriOf): Diagnostic {
  const { rule, severity, messageId, message, file, span, related, fix } = finding;
  return {
    range: linesOf(file, client.encoding).rangeOf(span),
    severity: severities[severity],
    source: SOURCE,
    code: rule,
    ...(client.takesCodeDescription && { codeDescription: { href: helpOf(finding) } }),
    message: maskSecrets(message),
    ...(client.takesTags && tagsOf(rule).length > 0 && { tags: tagsOf(rule) }),
    ...(client.takesRelatedInformation &&
      related.length > 0 && { relatedInformation: related.map((one) => relatedTo(one, client, uriOf)) }),
    data: { rule, messageId, ...(fix && { fix: { title: fix.title, safety: fix.safety } }) },
  };
}

function relatedTo(
  { file, span, message }: Finding['related'][number],
  { encoding }: Client,
  uriOf: UriOf,
): DiagnosticRelatedInformation {
  const range = linesOf(file, encoding).rangeOf(span);
  return { location: { uri: uriOf(file), range }, message: maskSecrets(message) };
}
