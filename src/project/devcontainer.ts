import type { SourceFile } from '../text/source.ts';
import { parseYaml } from '../yaml-tree/parse.ts';
import { entryOf, textOf } from '../yaml-tree/tree.ts';
import type { NamedBuild } from './named-build.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/**
 * The build of a development container: `build.dockerfile` and `build.context`, or in older files `dockerFile` and `context`.
 * Source: https://containers.dev/implementors/json_reference/
 */
export function devcontainerBuilds(file: SourceFile, by: string): readonly NamedBuild[] {
  // JSON is YAML once it has no comments.
  const root = parseYaml(withoutComments(file.text)).documents[0]?.root;
  const build = entryOf(root, 'build')?.value;
  const name = entryOf(build, 'dockerfile')?.value ?? entryOf(root, 'dockerFile')?.value;
  const folder = entryOf(build, 'context')?.value ?? entryOf(root, 'context')?.value;
  const at = folder ?? name;
  const [named, written] = [textOf(name), folder ? textOf(folder) : '.'];
  if (at === undefined || named === undefined || written === undefined || /\$\{/.test(named + written))
    return [];
  const own = directoryOf(by);
  const [dockerfile, context] = [resolveBelowRoot(own, named), resolveBelowRoot(own, written)];
  return dockerfile === undefined || context === undefined
    ? []
    : [{ dockerfile, context, at: { file, span: at }, by }];
}

/** JSON with its comments, and commas before a closing bracket, made blank: all other places stay as they are. */
function withoutComments(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, ' ');
  return text
    .replace(/^\uFEFF/, ' ')
    .replace(STRING_OR_COMMENT, (found) => (found.startsWith('"') ? found : blank(found)))
    .replace(STRING_OR_COMMA, (found) => (found.startsWith('"') ? found : ` ${found.slice(1)}`))
    .replaceAll('\t', ' ');
}

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g;
const STRING_OR_COMMA = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;
