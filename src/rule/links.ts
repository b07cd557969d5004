import { homepage, version } from '../version.ts';
import type { Finding } from './finding.ts';

/** The address of a rule's page. The only place that builds such links. */
export function helpUri(ruleId: string): string {
  return `${homepage}@${version}/rules/${ruleId}.md`;
}

/** The address of more information about a finding: the organization's own page, or the page of the rule. */
export function helpOf({ help, rule }: Finding): string {
  return help ?? helpUri(rule);
}

/** The address of the JSON Schema of configuration files. */
export function schemaUri(): string {
  return `${homepage}@${version}/schema/config.schema.json`;
}

/** The address of a page of the documentation. */
export function docsUri(page: string): string {
  return `${homepage}@${version}/docs/${page}.md`;
}
