import { knownText } from '../dockerfile/value.ts';
import type { CopyStep, DockerfileModel, RunStep } from '../model/model.ts';
import { isGitSource, isUrl } from '../model/remote-source.ts';
import { memoized } from '../text/memoized.ts';

/**
 * What a Dockerfile takes from its build context, as the words are after expansion: sources of COPY and ADD, and of bind
 * mounts. Without those whose text is not known, addresses, and triggers of ONBUILD, which another build carries out.
 */
export const localSourcesOf = memoized(({ copies, runs }: DockerfileModel): readonly string[] => [
  ...new Set([...copies.flatMap(sourcesOfCopy), ...runs.flatMap(sourcesOfMounts)]),
]);

function sourcesOfCopy({ sources, from, onbuild }: CopyStep): readonly string[] {
  if (from !== undefined || onbuild) return [];
  return sources.flatMap(({ value }) => {
    const text = knownText(value);
    return text === undefined || isUrl(text) || isGitSource(text) ? [] : [text];
  });
}

function sourcesOfMounts({ mounts, onbuild, ...run }: RunStep): readonly string[] {
  if (onbuild) return [];
  return mounts.flatMap(({ type, mount: { options }, from }) => {
    if (type !== 'bind' || from !== undefined) return [];
    const source = options.findLast(({ key }) => key === 'source' || key === 'src');
    const text = source === undefined ? '.' : knownText(run.value(source.value));
    return text === undefined ? [] : [text];
  });
}
