import type { AzuremlYaml } from '../kinds/azureml-yaml/model.ts';
import { entryOf, textOf, type YamlMapping } from '../yaml-tree/tree.ts';
import type { NamedBuild } from './named-build.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/** The builds that the environments of an Azure ML YAML ask for, as far as their paths are written out. */
export function buildsIn(yaml: AzuremlYaml, path: string): readonly NamedBuild[] {
  return yaml.environments.flatMap(({ mapping }) => buildOf(yaml, path, mapping));
}

function buildOf(yaml: AzuremlYaml, path: string, environment: YamlMapping): readonly NamedBuild[] {
  const build = entryOf(environment, 'build')?.value;
  const folder = entryOf(build, 'path');
  const name = entryOf(build, 'dockerfile_path');
  const written = textOf(folder?.value);
  const file = name === undefined ? 'Dockerfile' : textOf(name.value);
  const context = written === undefined ? undefined : resolveBelowRoot(directoryOf(path), written);
  if (folder === undefined || context === undefined || file === undefined) return [];
  const dockerfile = resolveBelowRoot(context, file);
  if (dockerfile === undefined) return [];
  return [{ dockerfile, context, at: { file: yaml.source, span: folder.value } }];
}

/** The files with environments that a deployment or job names: `environment: file:env.yml`. */
export function environmentFilesIn(yaml: AzuremlYaml, path: string): readonly string[] {
  return yaml.documents.flatMap(({ root }) => {
    const text = textOf(entryOf(root, 'environment')?.value);
    if (text === undefined || !text.startsWith('file:')) return [];
    const file = resolveBelowRoot(directoryOf(path), text.slice('file:'.length));
    return file === undefined ? [] : [file];
  });
}
