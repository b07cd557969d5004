import { knownText, type Value } from '../dockerfile/value.ts';
import { isOfficial } from '../image/reference.ts';
import { normalizePath } from '../text/paths.ts';
import type { Stage } from './model.ts';

/** Where an image of Azure ML, or an official one, starts: at the root, or in a directory for what users bring. */
const STARTS = ['/', '/home/dockeruser', '/root', '/usr/src/app', '/var/azureml-app', '/workspace'];

/**
 * The places that a path of an image may stand for: the path itself, or a few for one below the unknown WORKDIR of an
 * image of Azure ML or an official one.
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
