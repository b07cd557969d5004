import type { Files } from '../context/files.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/** The value of a key that may hold a path, and a reference to a file. */
const PATHS =
  /["']?\b(path|dir|dockerfile(?:_path)?|context|spec|extra_config)["']?[ \t]*:[ \t]*([^\n#,}]*)|file:([^\s"',}]+)/gi;

/**
 * Whether a text has a path that leads to something, as seen from its folder: a YAML without one names no Dockerfile that is there.
 * It need not be parsed to know that.
 */
export function hasPathThatIsThere(files: Files, text: string, path: string): boolean {
  const folder = directoryOf(path);
  for (const [, key = '', value, reference] of text.matchAll(PATHS)) {
    const written = (value ?? reference ?? '').trim().replace(/^["']|["']$/g, '');
    if (written.startsWith('{{')) continue;
    // It stands in other lines, or what it is was said elsewhere.
    if (/^[&*|>!{[]/.test(written) || (written === '' && /^(?:path|dir)$/i.test(key))) return true;
    if (written === '') continue;
    const at = resolveBelowRoot(folder, written);
    if (at !== undefined && files.stat(at) !== 'missing') return true;
  }
  return false;
}
