import { entryOf } from '../../yaml-tree/tree.ts';
import type { AzuremlYaml, EnvironmentBuild } from './model.ts';
import { isSpelledOut } from './written-path.ts';

/**
 * Whether a YAML means to name a Dockerfile, or another YAML, and names none that is there: then it may mean a Dockerfile that is near,
 * though it does not say so.
 */
export function namesNothing(yaml: AzuremlYaml): boolean {
  const builds = [...yaml.environments.flatMap(({ build }) => build ?? []), ...yaml.assetBuilds];
  return (
    builds.some((build) => leadsNowhere(yaml, build)) ||
    yaml.environments.some(({ mapping, build }) => !build && !entryOf(mapping, 'image')) ||
    yaml.references.some(({ path }) => yaml.surroundings.stat(path) === 'missing') ||
    yaml.deployments.some(({ environment }) => {
      const word = environment?.kind === 'unknown' ? environment.word : undefined;
      return word?.type === 'scalar' && isSpelledOut(word);
    })
  );
}

function leadsNowhere({ surroundings }: AzuremlYaml, build: EnvironmentBuild): boolean {
  const { path, dockerfile } = build;
  if (dockerfile !== undefined) return surroundings.stat(dockerfile) === 'missing';
  // Without a path, its key is misspelt or left out.
  return path === undefined;
}
