import type { Severity } from '../rule/finding.ts';
import type { Position, Range } from '../text/source.ts';
import { homepage } from '../version.ts';
import type { Code } from './code.ts';
import { markdownText } from './markdown-text.ts';
import { pathOf } from './paths.ts';
import type { JsonReporter } from './reporter.ts';
import type { FileView, FindingView } from './view.ts';

type Finding = FindingView<string>;

const severities = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const satisfies Record<
  Severity,
  string
>;

/**
 * For reviewdog, in its own format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. It posts messages as
 * Markdown, counts columns in bytes of UTF-8, and makes suggestions of fixes.
 */
export const rdjson: JsonReporter = {
  kind: 'json',
  document: ({ files }) => ({
    source: { name: 'azml-lint', url: homepage },
    diagnostics: files.flatMap((file) => file.findings.map((finding) => diagnosticOf(file, finding))),
  }),
};

function diagnosticOf(file: FileView<string>, finding: Finding) {
  const { code, range, rule, severity, link, related, fix } = finding;
  return {
    message: [finding.message, ...titleOf(fix)].map(words).join('\n\n'),
    location: locationOf(file, code, range),
    severity: severities[severity],
    code: { value: rule, ...(link !== undefined && { url: link }) },
    ...suggestionsOf(file, fix),
    ...(related.length > 0 && {
      related_locations: related.map((one) => ({
        message: words(one.message),
        location: locationOf(file, one.code, one.range),
      })),
    }),
  };
}

/** What the fix does, and how far it is to be trusted: a suggestion is applied with one click. */
function titleOf(fix: Finding['fix']): readonly string[] {
  return fix === undefined ? [] : [`Fix (${fix.safety}${fix.isByHand ? ', by hand' : ''}): ${fix.title}`];
}

/**
 * A fix as one suggestion: of several, each would be applied alone. A fix of several files cannot be one, nor one in lines
 * whose bytes cannot be counted: it would be made within a word.
 */
function suggestionsOf({ code }: FileView<string>, fix: Finding['fix']) {
  if (fix?.asOne === undefined || code.hasForeignBytes(fix.asOne.range)) return {};
  const { range, text } = fix.asOne;
  return { suggestions: [{ range: bytes(code, range), text: wellFormed(text) }] };
}

function locationOf(file: FileView<string>, code: Code, range: Range) {
  return { path: wellFormed(pathOf(file, code)), range: bytes(code, range) };
}

function bytes(code: Code, { start, end }: Range) {
  const position = (at: Position) => ({ line: at.line, column: code.byteColumn(at) });
  return { start: position(start), end: position(end) };
}

function words(message: string): string {
  return markdownText(wellFormed(message).replaceAll(/\s*[\r\n]\s*/g, ' '));
}

/** Its reader refuses halves of surrogate pairs. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd');
}
