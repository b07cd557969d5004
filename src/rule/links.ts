import { homepage, version } from '../version.ts';

/** Where the page of a rule can be read. The only place that builds such links. */
export function helpUri(ruleId: string): string {
  return `${homepage}@${version}/rules/${ruleId}.md`;
}

/** Where the JSON Schema of configuration files can be read. */
export function schemaUri(): string {
  return `${homepage}@${version}/schema/config.schema.json`;
}
