/** The order of the documentation. A page that is not named here comes last, so that none is missing. */
import type { Source, Sources } from './sources.ts';

export interface NavigationGroup {
  readonly title: string;
  readonly pages: readonly Source[];
}

const order: Readonly<Record<string, readonly string[]>> = {
  Use: [
    'docs/command-line.md',
    'docs/context.md',
    'docs/configuration.md',
    'docs/suppressions.md',
    'docs/baseline.md',
    'docs/fixing.md',
  ],
  'Where you work': [
    'docs/ci.md',
    'docs/reports.md',
    'docs/editors.md',
    'docs/agents.md',
    'docs/standalone.md',
  ],
  'Many repositories': ['docs/policy.md', 'docs/fleet.md'],
  'Other linters': ['docs/differences.md', 'docs/shellcheck.md'],
  'Rules of your own': [
    'docs/write-a-rule.md',
    'docs/api.md',
    'docs/api-facts.md',
    'docs/api-testing.md',
    'examples/plugin/README.md',
  ],
  'The project': ['CHANGELOG.md', 'CONTRIBUTING.md', 'docs/architecture.md'],
};

export function navigationOf({ byPath }: Sources): readonly NavigationGroup[] {
  const named = new Set([...Object.values(order).flat(), 'README.md', 'docs/rules.md']);
  const others = [...byPath.keys()].filter((path) => !named.has(path) && !path.startsWith('rules/'));
  return Object.entries({ ...order, More: others })
    .map(([title, paths]) => ({ title, pages: paths.flatMap((path) => byPath.get(path) ?? []) }))
    .filter(({ pages }) => pages.length > 0);
}
