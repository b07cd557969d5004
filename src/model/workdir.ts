import {
  joinValues,
  knownPrefix,
  knownText,
  knownValue,
  unknownValue,
  type Value,
} from '../dockerfile/value.ts';
import { isAbsolute, normalizePath, resolvePath } from '../text/paths.ts';

/** Linux opens no longer paths; a path that a thousand `WORKDIR a` build up need not be followed further. */
const LONGEST_PATH = 4096;

/** A path as seen from a working directory, as far as both are known. */
export function resolveValue(workdir: Value, path: Value): Value {
  const resolved = joined(workdir, path);
  const length = resolved.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
  return length > LONGEST_PATH ? unknownValue('too-long', 'WORKDIR') : resolved;
}

function joined(workdir: Value, path: Value): Value {
  const text = knownText(path);
  const directory = knownText(workdir);
  if (text !== undefined && isAbsolute(text)) return knownValue(normalizePath(text));
  if (text !== undefined && directory !== undefined) return knownValue(resolvePath(directory, text));
  if (isAbsolute(knownPrefix(path)) || startsUnknown(path)) return path;
  return joinValues([workdir, knownValue('/'), path]);
}

/** An unknown beginning may be an absolute path, so nothing may be put before it. */
function startsUnknown(path: Value): boolean {
  return path.parts.length > 0 && knownPrefix(path) === '';
}

/** A known path as seen from a directory, as far as the directory is known. */
export function resolvePathIn(directory: Value, path: string): Value {
  return resolveValue(directory, knownValue(path));
}
