import { pathFrom } from '../../text/paths.ts';
import { entryOf } from '../../yaml-tree/tree.ts';
import { missingDockerfiles } from './built-dockerfile.ts';
import type { AzuremlYaml, EnvironmentBuild } from './model.ts';
import { isSpelledOut, writtenPath } from './written-path.ts';

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

/**
 * The Dockerfiles and YAML files that a YAML probably means where it names none, as seen from its folder: a Dockerfile in another folder,
 * an environment whose name lacks `file:`.
 */
export function probablyNamed(yaml: AzuremlYaml): readonly string[] {
  const dockerfiles = missingDockerfiles(yaml).flatMap(({ build, meant, there }) => {
    const [only] = there;
    if (meant !== undefined) return [pathFrom(meant, build.dockerfilePath?.text.text ?? 'Dockerfile')];
    return only !== undefined && build.folder !== undefined ? [pathFrom(build.folder, only)] : [];
  });
  const environments = yaml.deployments.flatMap(({ environment }) => {
    const path = environment?.kind === 'unknown' ? writtenPath(environment.word) : undefined;
    return path === undefined ? [] : [pathFrom('.', path)];
  });
  return [...dockerfiles, ...environments];
}

function leadsNowhere({ surroundings }: AzuremlYaml, build: EnvironmentBuild): boolean {
  const { path, dockerfile } = build;
  if (dockerfile !== undefined) return surroundings.stat(dockerfile) === 'missing';
  // Without a path, its key is misspelt or left out.
  return path === undefined;
}
