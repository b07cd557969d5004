import { DiagnosticTag } from 'vscode-languageserver-protocol/node';

/**
 * How an editor may show what some rules find: faded, if without it nothing would be lost; struck through, if it works but is on
 * its way out. Only where that is true of all that the rule reports.
 */
const tags: ReadonlyMap<string, DiagnosticTag> = new Map([
  ['base-image/redundant-platform', DiagnosticTag.Unnecessary],
  ['dockerfile/unused-stage', DiagnosticTag.Unnecessary],
  ['suppression/unused', DiagnosticTag.Unnecessary],
  ['base-image/deprecated', DiagnosticTag.Deprecated],
  ['dockerfile/maintainer', DiagnosticTag.Deprecated],
  ['dockerfile/legacy-key-value', DiagnosticTag.Deprecated],
  ['pip/sdk-v1-retired', DiagnosticTag.Deprecated],
]);

/** The rules that have tags. */
export const taggedRules: readonly string[] = [...tags.keys()];

/** The tags of what a rule finds. */
export function tagsOf(rule: string): DiagnosticTag[] {
  const tag = tags.get(rule);
  return tag === undefined ? [] : [tag];
}
