import type { DockerfileModel, Surroundings } from '../../model/model.ts';
import { closestMatch } from '../../text/closest-match.ts';
import { baseName, folderOf, pathFrom } from '../../text/paths.ts';
import { isDockerfilePath } from '../dockerfile/names.ts';
import type { UsedEnvironment } from './definitions.ts';
import type { AzuremlYaml, EnvironmentBuild } from './model.ts';

/** The Dockerfile from which an environment is built; `undefined` if it has another image, or the file is not known. */
export function dockerfileOf({
  yaml,
  environment,
}: Pick<UsedEnvironment, 'yaml' | 'environment'>): DockerfileModel | undefined {
  const path = environment.build?.dockerfile;
  const model = path === undefined ? undefined : yaml.surroundings.model(path);
  return model?.kind === 'dockerfile' ? (model as DockerfileModel) : undefined;
}

/** A build whose folder or Dockerfile is not there. */
export interface MissingDockerfile {
  readonly build: EnvironmentBuild;
  /** The folder, or the Dockerfile in it, as seen from the YAML. */
  readonly what: 'folder' | 'dockerfile';
  readonly path: string;
  /** Dockerfiles that are in the folder, as `dockerfile_path` would name them. */
  readonly there: readonly string[];
  /** A folder with such a Dockerfile that was probably meant. */
  readonly meant: string | undefined;
}

/**
 * The builds of a YAML that certainly cannot succeed, because there is no Dockerfile where they say.
 *
 * @example
 * // Which files there are is not known of a text alone.
 * missingDockerfiles(readAzuremlYaml('name: a\nbuild:\n  path: b\n')); // => []
 */
export function missingDockerfiles(yaml: AzuremlYaml): readonly MissingDockerfile[] {
  // What is made from a template may have other paths.
  if (/(?:^|[/.-])(?:templates?|cookiecutter)[/.-]|\{\{/i.test(yaml.source.path)) return [];
  const builds = [...yaml.environments.flatMap(({ build }) => build ?? []), ...yaml.assetBuilds];
  // What several environments merge from one place is one build.
  const different = new Map(builds.map((build) => [build.key.start, build]));
  return [...different.values()].flatMap((build) => missingFor(yaml, build) ?? []);
}

function missingFor({ surroundings }: AzuremlYaml, build: EnvironmentBuild): MissingDockerfile | undefined {
  const { folder, dockerfile } = build;
  if (folder === undefined) return undefined;
  const found = surroundings.stat(folder);
  if (found === 'missing') {
    const meant = folderMeant(surroundings, folder, build.dockerfilePath?.text.text ?? 'Dockerfile');
    return { build, what: 'folder', path: folder, there: [], meant };
  }
  if (found !== 'directory' || dockerfile === undefined) return undefined;
  const entry = surroundings.stat(dockerfile);
  if (entry !== 'missing' && entry !== 'directory') return undefined;
  const names = surroundings.list(folder) ?? [];
  const dockerfiles = names.filter((name) => isDockerfilePath(name) || /^dockerfile$/i.test(name));
  const alike = closestMatch(baseName(dockerfile), names);
  const there = dockerfiles.length === 0 && alike !== undefined ? [alike] : dockerfiles;
  const meant = there.length === 0 ? folderMeant(surroundings, folder, baseName(dockerfile)) : undefined;
  return { build, what: 'dockerfile', path: dockerfile, there, meant };
}

/**
 * The same path from a folder above, as one that is written as seen from the repository; a name that is like it; or the only one beside
 * it with a Dockerfile.
 */
function folderMeant(surroundings: Surroundings, folder: string, dockerfile: string): string | undefined {
  const parent = folderOf(folder);
  const names = surroundings.list(parent) ?? [];
  const alike = closestMatch(baseName(folder), names);
  const hasDockerfile = (candidate: string) => surroundings.stat(pathFrom(candidate, dockerfile)) === 'file';
  const beside = names.map((name) => pathFrom(parent, name)).filter(hasDockerfile);
  const candidates = [
    ...['..', '../..', '../../..'].map((above) => pathFrom(above, folder)),
    baseName(folder),
    ...(alike === undefined ? [] : [pathFrom(parent, alike)]),
    ...(beside.length === 1 ? beside : []),
    '.',
  ];
  return candidates.find(hasDockerfile);
}
