import type { SourceFile } from '../text/source.ts';
import type { NamedBuild } from './named-build.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/**
 * The build of a development container: `build.dockerfile` and `build.context`, or in older files `dockerFile` and `context`.
 * Source: https://containers.dev/implementors/json_reference/
 */
export function devcontainerBuilds(file: SourceFile, by: string): readonly NamedBuild[] {
  const root = objectIn(file.text);
  const build: Partial<Record<string, unknown>> = isObject(root?.build) ? root.build : {};
  const name = build.dockerfile ?? root?.dockerFile;
  const folder = build.context ?? root?.context;
  const isNamed = typeof name === 'string' && (folder === undefined || typeof folder === 'string');
  if (!isNamed || `${name}${folder}`.includes('$')) return [];
  const own = directoryOf(by);
  const [dockerfile, context] = [resolveBelowRoot(own, name), resolveBelowRoot(own, folder ?? '.')];
  if (dockerfile === undefined || context === undefined) return [];
  return [{ dockerfile, context, at: { file, span: placeOf(file.text, folder ?? name) }, by }];
}

/** Where a text is written as the value of a key; the beginning of the file if it is written with escapes. */
function placeOf(text: string, value: string) {
  const quoted = JSON.stringify(value);
  const start = Math.max(0, text.indexOf(quoted));
  return { start, end: start + quoted.length };
}

type Json = Partial<Record<string, unknown>>;

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(withoutComments(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** JSON without its comments, and without commas before a closing bracket. */
function withoutComments(text: string): string {
  const strings = (found: string) => (found.startsWith('"') ? found : '');
  return text
    .replace(/^\uFEFF/, '')
    .replace(STRING_OR_COMMENT, strings)
    .replace(STRING_OR_COMMA, strings);
}

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g;
const STRING_OR_COMMA = /"(?:[^"\\\n]|\\.)*"?|,(?=\s*[}\]])/g;
