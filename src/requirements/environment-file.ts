/** Reads environment files of conda: `conda env create -f conda.yml`, `conda_file:` of Azure ML. Source: conda 25, `env/env.py`. */
import { type Package, packageIn } from '../model/installs.ts';
import type { Word } from '../shell/script.ts';
import { type Span, verbatim } from '../text/fragment.ts';
import { LateModule } from '../text/late-module.ts';
import { memoized } from '../text/memoized.ts';
import type { SourceFile } from '../text/source.ts';
import { entryOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml-tree/tree.ts';
import { withoutComment } from './logical-lines.ts';
import { type RequirementFile, requirementsIn, wordOf } from './requirement-file.ts';

/** Loaded when there is an environment file. */
export const yamlReader = new LateModule(() => import('../yaml-tree/parse.ts'));

/** What an environment of conda consists of. */
export interface CondaEnvironment {
  /** The file in which it is written. */
  readonly source: SourceFile;
  /** `name:`, if it is known. */
  readonly name: Word | undefined;
  /** The key `channels`, and its channels. */
  readonly channels: CondaList | undefined;
  /** The key `dependencies`, and what is below it, `pip:` left out. */
  readonly dependencies: CondaList | undefined;
  /** The packages of conda. */
  readonly packages: readonly Package[];
  /** `pip:` with its lines. */
  readonly pip: { readonly at: Span; readonly requirements: RequirementFile } | undefined;
}

/** A key with the words of its list. */
export interface CondaList {
  readonly key: Span;
  readonly items: readonly Word[];
}

/**
 * The environment that a file describes; `undefined` for what cannot be read, is no mapping, or must be filled in by a
 * program first, and until the parser of YAML is loaded.
 */
export function readEnvironmentFile(source: SourceFile): CondaEnvironment | undefined {
  return yamlReader.get() && parsedEnvironment(source);
}

/** Asked only when the parser is there, so that no answer is kept from before. */
const parsedEnvironment = memoized((source: SourceFile) => {
  const { documents, problems } = yamlReader.get()!.parseYaml(source.text);
  return problems.length > 0 ? undefined : environmentIn(documents[0]?.root, source);
});

/** The environment that a mapping describes: the whole of a file, or `conda_file:` of an Azure ML YAML. */
export function environmentIn(root: YamlNode | undefined, source: SourceFile): CondaEnvironment | undefined {
  if (root?.type !== 'mapping') return undefined;
  const dependencies = entryOf(root, 'dependencies');
  const list = itemsOf(dependencies?.value);
  const pip = list.flatMap((item) => entryOf(item, 'pip') ?? []).at(0);
  const scalars = list.filter((item) => item.type === 'scalar');
  const words = scalars.map((item) => wordOf(item.text, source));
  const [name] = scalarsOf(entryOf(root, 'name')?.value);
  return {
    source,
    name: name && name.data !== 'unknown' ? wordOf(name.text, source) : undefined,
    channels: listOf(entryOf(root, 'channels'), source),
    dependencies: dependencies && { key: dependencies.key, items: words },
    packages: words.map(packageOfConda),
    pip: pip && { at: pip.key, requirements: requirementsOf(pip, source) },
  };
}

function listOf(entry: YamlEntry | undefined, source: SourceFile): CondaList | undefined {
  if (!entry) return undefined;
  const items = itemsOf(entry.value).flatMap((item) => (item.type === 'scalar' ? [item] : []));
  return { key: entry.key, items: items.map(({ text }) => wordOf(text, source)) };
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'sequence' ? node.items : [];
}

function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  return node?.type === 'scalar' ? [node] : [];
}

/** `python=3.12.4=h123_0` is `python=3.12.4` of one build. */
function packageOfConda(word: Word): Package {
  const each = packageIn(word, 'conda');
  // A program fills it in first.
  if (/\{\{|[#$]\{|\$\w/.test(each.specifier)) return { ...each, pin: undefined };
  const built = /^(={1,2}[^=<>,]+)=[^=]*$/.exec(each.specifier)?.[1];
  return built === undefined ? each : { ...each, specifier: built };
}

/** conda gives pip the lines of the list as a requirement file, which lies beside its own. */
function requirementsOf(pip: YamlEntry, source: SourceFile): RequirementFile {
  const nodes = pip.value.type === 'sequence' ? pip.value.items : [pip.value];
  const lines = nodes.flatMap((item) => (item.type === 'scalar' ? [withoutComment(item.text)] : []));
  return requirementsIn(
    lines.filter(({ text }) => text !== ''),
    source,
  );
}

/** The packages of a file of `conda install --file`: one specification a line. */
export function condaListIn(source: SourceFile): readonly Package[] {
  const packages: Package[] = [];
  for (let line = 0; line < source.lineStarts.length; line++) {
    const start = source.lineStarts[line]!;
    const text = source.text.slice(start, source.lineStarts[line + 1] ?? source.text.length);
    const bare = withoutComment(verbatim(text, start));
    if (bare.text !== '') packages.push(packageOfConda(wordOf(bare, source)));
  }
  return packages;
}
