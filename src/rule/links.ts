import { homepage, version } from '../version.ts';

/** Where the page of a rule can be read. The only place that builds such links. */
export function helpUri(ruleId: string): string {
  return `${homepage}@${version}/rules/${ruleId}.md`;
}
