/** What a Dockerfile takes from its build context, and what of it is there. */
import type { BuildContext, IgnoredBy } from '../../context/context.ts';
import { fromRoot } from '../../context/files.ts';
import { knownText } from '../../dockerfile/value.ts';
import type { CopyStep, DockerfileModel, RunStep } from '../../model/model.ts';
import { isGitSource, isUrl } from '../../model/remote-source.ts';
import type { Fragment } from '../../text/fragment.ts';
import { hasGoWildcard } from '../../text/go-glob.ts';
import { memoized } from '../../text/memoized.ts';
import { contextView, type LeftOut } from './context-tree.ts';
import { contextOfOrigin } from './image-tree.ts';
import { matchesIn } from './source-matches.ts';

/** A source of a COPY or ADD, or of a bind mount, that is looked for in a build context. */
export interface ContextSource {
  readonly step: CopyStep | RunStep;
  /** The words that name it. */
  readonly word: Fragment;
  /** Their value. */
  readonly text: string;
  /** The same as a path from the root of the context, which `..` does not leave; may have wildcards. */
  readonly path: string;
  readonly hasWildcard: boolean;
  readonly context: BuildContext;
}

/**
 * What a source finds in its context.
 *
 * - `found`: the paths that it names; none for a pattern without a match, which is no mistake
 * - `missing`: nothing is there, and the build stops
 * - `left out`: something is there, but all of it is kept out of the build, or not uploaded
 * - `unknown`: it cannot be told
 */
export type SourceMatch =
  | { readonly kind: 'found'; readonly paths: readonly string[] }
  | { readonly kind: 'missing' | 'unknown' }
  | {
      readonly kind: 'left out';
      readonly by: IgnoredBy;
      /** The build stops: what is named is not there. It does not stop at patterns, and at folders without content. */
      readonly stops: boolean;
    };

/**
 * The sources that a build of the file looks for in its contexts, in order: those of COPY, ADD and bind mounts, as far as their
 * values are known. Not those of ONBUILD, which another build carries out.
 */
export const contextSources: (file: DockerfileModel) => readonly ContextSource[] = memoized((file) =>
  [...file.copies.flatMap(sourcesOfCopy), ...file.runs.flatMap(sourcesOfMounts)].sort(
    (a, b) => a.word.start - b.word.start,
  ),
);

/** Whether a source of a COPY is not there, or not known: the rules of its group tell that. */
export function lacksSource(copy: CopyStep): boolean {
  const sources = contextSources(copy.stage.file).filter(({ step }) => step === copy);
  return sources.some((source) => matchOf(source).kind !== 'found');
}

function sourcesOfCopy(copy: CopyStep): readonly ContextSource[] {
  const context = copy.onbuild ? undefined : contextOfOrigin(copy, copy.from);
  if (!context) return [];
  return copy.sources.flatMap(({ word, value }) => {
    const text = knownText(value);
    return text === undefined || isUrl(text) || isGitSource(text)
      ? []
      : [sourceAt(copy, word, text, context)];
  });
}

/** A bind mount without a source brings the whole context. */
function sourcesOfMounts(run: RunStep): readonly ContextSource[] {
  if (run.onbuild) return [];
  return run.mounts.flatMap(({ type, from, mount: { options } }) => {
    const context = type === 'bind' ? contextOfOrigin(run, from) : undefined;
    const source = options.findLast(({ key }) => key === 'source' || key === 'src');
    const text = source && knownText(run.value(source.value));
    // It is taken as it is, wildcards too.
    return !context || text === undefined || hasGoWildcard(text)
      ? []
      : [sourceAt(run, source!.value, text, context)];
  });
}

function sourceAt(
  step: CopyStep | RunStep,
  word: Fragment,
  text: string,
  context: BuildContext,
): ContextSource {
  return { step, word, text, path: fromRoot(text), hasWildcard: hasGoWildcard(text), context };
}

/** Whether a source is a target of a Makefile in its context. */
export function isMadeByMake({ path, context }: ContextSource): boolean {
  const lines = context.read('Makefile')?.split('\n') ?? [];
  return lines.some((line) => line.startsWith(`${path.slice(1)}:`));
}

/** What a source finds in its context. */
export const matchOf: (source: ContextSource) => SourceMatch = memoized((source) =>
  matchWithout('ignored', source),
);

/** What a source finds of its context that Azure ML's client uploads. */
export const uploadMatchOf: (source: ContextSource) => SourceMatch = memoized((source) =>
  matchWithout('kept back', source),
);

function matchWithout(leftOut: LeftOut, { path, hasWildcard, context }: ContextSource): SourceMatch {
  if (context.certainty === 'unknown') return { kind: 'unknown' };
  const view = contextView(context, leftOut);
  const paths = matchesIn(view, path);
  if (paths === undefined) return { kind: 'unknown' };
  // An ignore file may leave a folder of which it keeps out all content.
  const isSomething = paths.some((one) => view.holdsFiles(one));
  if (isSomething) return { kind: 'found', paths };
  const all = matchesIn(contextView(context, 'nothing'), path) ?? [];
  const by = firstDefined(all, (one) => view.firstLeftOutBy(one));
  if (by) return { kind: 'left out', by, stops: paths.length === 0 && !hasWildcard };
  return hasWildcard || all.length > 0 ? { kind: 'found', paths } : { kind: 'missing' };
}

function firstDefined<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Answer | undefined,
): Answer | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
