import { knownText, type Value } from '../dockerfile/value.ts';
import { isOfficial } from '../image/reference.ts';
import { normalizePath } from '../text/paths.ts';
import type { Stage } from './model.ts';

/** The working directories of Azure ML's and official images: the root, or a directory for the users' files. */
const STARTS = ['/', '/home/dockeruser', '/root', '/usr/src/app', '/var/azureml-app', '/workspace'];

/**
 * The places that a path of an image may mean: the path itself, or a few places if it is below the unknown WORKDIR of
 * an image of Azure ML or an official one.
 *
 * @returns `undefined` when it may be anywhere
 */
export function possiblePaths(path: Value, { image, root: { base } }: Stage): readonly string[] | undefined {
  const text = knownText(path);
  if (text !== undefined) return [text];
  const [start, rest = '', ...others] = path.parts;
  const isBelowStart = typeof start === 'object' && start.reason === 'base-image' && start.name === 'WORKDIR';
  const isOfficialBase = base.kind === 'image' && isOfficial(base.reference);
  if (!isBelowStart || typeof rest !== 'string' || others.length > 0) return undefined;
  if (!image && !isOfficialBase) return undefined;
  return STARTS.map((directory) => normalizePath(`${directory}/${rest}`));
}
