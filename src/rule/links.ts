import { homepage, version } from '../version.ts';
import type { Finding } from './finding.ts';

/** Where the page of a rule can be read. The only place that builds such links. */
export function helpUri(ruleId: string): string {
  return `${homepage}@${version}/rules/${ruleId}.md`;
}

/** Where more about a finding can be read: what the organization wrote about it, or the page of its rule. */
export function helpOf({ help, rule }: Finding): string {
  return help ?? helpUri(rule);
}

/** Where the JSON Schema of configuration files can be read. */
export function schemaUri(): string {
  return `${homepage}@${version}/schema/config.schema.json`;
}
