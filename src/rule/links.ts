import { homepage, version } from '../version.ts';
import type { Finding } from './finding.ts';

/** Where the pages of rules and the schemas of a version are. */
interface Addresses {
  /** The page of a rule. */
  readonly page: (ruleId: string) => string;
  /** A file of `schema/`. */
  readonly schema: (name: string) => string;
}

/** Hosts that serve the files of each version of a package as they are in it. */
const fileHosts = ['https://unpkg.com/', 'https://cdn.jsdelivr.net/npm/'];

/** Whether a home page is a folder of files rather than a site with pages. */
export function isFileHost(homepage: string): boolean {
  return fileHosts.some((host) => homepage.startsWith(host));
}

/**
 * What the home page of the project serves: a host of files has those of each version, a site (`npm run site`) has pages, those of
 * the newest version. The only place that builds such links.
 *
 * @example
 * addressesAt('https://unpkg.com/azml-lint', '1.2.3').page('apt/upgrade'); // => 'https://unpkg.com/azml-lint@1.2.3/rules/apt/upgrade.md'
 * addressesAt('https://acme.github.io/azml-lint', '1.2.3').page('apt/upgrade'); // => 'https://acme.github.io/azml-lint/rules/apt/upgrade/'
 */
export function addressesAt(homepage: string, version: string): Addresses {
  const base = homepage.replace(/\/+$/, '');
  const isFiles = isFileHost(base);
  const root = isFiles ? `${base}@${version}` : base;
  return {
    page: (ruleId) => `${root}/rules/${ruleId}${isFiles ? '.md' : '/'}`,
    schema: (name) => `${root}/schema/${name}`,
  };
}

const addresses = addressesAt(homepage, version);

/** The address of a rule's page. */
export function helpUri(ruleId: string): string {
  return addresses.page(ruleId);
}

/** The address of more information about a finding: the organization's own page, or the page of the rule. */
export function helpOf({ help, rule }: Finding): string {
  return help ?? helpUri(rule);
}

/** The address of the JSON Schema of configuration files. */
export function schemaUri(): string {
  return addresses.schema('config.schema.json');
}

/** The address of a page of the documentation. */
export function docsUri(page: string): string {
  return `${homepage}@${version}/docs/${page}.md`;
}
