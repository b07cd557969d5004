import type { DockerfileModel } from '../../model/model.ts';

/** The path of a Dockerfile in its own build context; `undefined` if it lies elsewhere, or that is not known. */
export function ownPathInContext({ source, context }: DockerfileModel): string | undefined {
  const { folder } = context;
  const prefix = folder === '.' ? '' : `${folder}/`;
  if (folder === undefined || !source.path.startsWith(prefix)) return undefined;
  const path = source.path.slice(prefix.length);
  return context.read(path) === source.text ? path : undefined;
}
