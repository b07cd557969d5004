import { stringify } from 'yaml';
import { fileNames } from '../src/kinds/index.ts';
import { version } from '../src/version.ts';

/** The files that a hook receives: they are chosen by name alone, so it must be asked to skip those of other kinds. */
const { examples: _, ...names } = fileNames;

/**
 * The hooks that this repository offers to pre-commit. A hook names files, so it must ask for `ignore` to apply to
 * them.
 */
export function offeredHooks(): string {
  const common = { language: 'node', ...names };
  return yaml([
    {
      id: 'azml-lint',
      name: 'azml-lint',
      description: 'Lints Dockerfiles and YAML files for Azure Machine Learning.',
      entry: 'azml-lint --force-ignore',
      ...common,
    },
    {
      id: 'azml-lint-fix',
      name: 'azml-lint --fix',
      description: 'Makes the safe fixes in Dockerfiles and YAML files for Azure Machine Learning.',
      entry: 'azml-lint --fix --force-ignore',
      require_serial: true,
      ...common,
    },
  ]);
}

/** A configuration of pre-commit whose hook needs no repository: azml-lint comes from the registry. */
export function localHook(): string {
  return configuration('azml-lint', { language: 'node', additional_dependencies: [`azml-lint@${version}`] });
}

/** The same for a project that has azml-lint among its own dependencies. */
export function installedHook(): string {
  return configuration('npx azml-lint', { language: 'system' });
}

function configuration(program: string, environment: object): string {
  const entry = `${program} --force-ignore`;
  const hook = { id: 'azml-lint', name: 'azml-lint', ...environment, entry, ...names };
  return yaml({ repos: [{ repo: 'local', hooks: [hook] }] });
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, singleQuote: true });
}
