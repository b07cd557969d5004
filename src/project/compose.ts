import type { SourceFile } from '../text/source.ts';
import { parseYaml } from '../yaml-tree/parse.ts';
import { entryOf, textOf, type YamlNode } from '../yaml-tree/tree.ts';
import type { NamedBuild } from './named-build.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/**
 * The builds of the services of a compose file, as far as their paths are written out.
 * Source: https://docs.docker.com/reference/compose-file/build/
 */
export function composeBuilds(file: SourceFile, by: string): readonly NamedBuild[] {
  const services = parseYaml(file.text).documents.map(({ root }) => entryOf(root, 'services')?.value);
  return services.flatMap((node) =>
    node?.type === 'mapping' ? node.entries.flatMap(({ value }) => serviceBuild(value, file, by)) : [],
  );
}

function serviceBuild(service: YamlNode, file: SourceFile, by: string): readonly NamedBuild[] {
  const build = entryOf(service, 'build')?.value;
  if (build?.type === 'scalar') return buildOf(build, undefined, file, by);
  if (build?.type !== 'mapping' || entryOf(build, 'dockerfile_inline')) return [];
  const dockerfile = entryOf(build, 'dockerfile')?.value;
  return buildOf(entryOf(build, 'context')?.value, dockerfile, file, by);
}

function buildOf(
  folder: YamlNode | undefined,
  name: YamlNode | undefined,
  file: SourceFile,
  by: string,
): readonly NamedBuild[] {
  const at = folder ?? name;
  const written = folder ? writtenPath(folder) : '.';
  const named = name ? writtenPath(name) : 'Dockerfile';
  const context = written === undefined ? undefined : resolveBelowRoot(directoryOf(by), written);
  const dockerfile =
    context === undefined || named === undefined ? undefined : resolveBelowRoot(context, named);
  if (at === undefined || context === undefined || dockerfile === undefined) return [];
  return [{ dockerfile, context, at: { file, span: at }, by }];
}

/** A path without variables; no address. */
function writtenPath(node: YamlNode): string | undefined {
  const text = textOf(node);
  return text === undefined || /[$]|^[\w+.-]+:|^git@/.test(text) ? undefined : text;
}
