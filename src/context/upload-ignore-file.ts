/**
 * The ignore file that Azure ML's client reads before it uploads a folder: `.amlignore` in it, or without one `.gitignore`;
 * those of other folders are not read. Source: azure-ai-ml 1.35.2, `_utils/_asset_utils.py:100-213`.
 */
import ignore from 'ignore';
import { resolvePath } from '../text/paths.ts';
import { type Files, fromRoot } from './files.ts';
import { type IgnoreFile, nothingIgnored } from './ignore-file.ts';

interface Line {
  /** From 1. */
  readonly number: number;
  readonly pattern: string;
  readonly isException: boolean;
  matches(path: string): boolean;
}

/**
 * Reads the one that counts in a folder. Unlike git, the client looks at each file by itself: the last line that matches it,
 * or a folder above it, decides, so that a line with `!` brings back a file of a folder that is kept back.
 */
export function readUploadIgnoreFile(files: Files, folder: string): IgnoreFile {
  const name = ['.amlignore', '.gitignore'].find((one) => files.stat(resolvePath(folder, one)) === 'file');
  const source = name === undefined ? undefined : files.read(resolvePath(folder, name));
  if (name === undefined || source === undefined) return nothingIgnored;
  const lines = source.text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((text, index) => lineOf(text.trim(), index + 1) ?? []);
  const hasExceptions = lines.some(({ isException }) => isException);
  return {
    ignoredBy(path) {
      const at = fromRoot(path);
      if (at === '/') return undefined;
      const isFolder = files.stat(resolvePath(folder, `.${at}`)) === 'directory';
      const asked = isFolder ? `${at.slice(1)}/` : at.slice(1);
      const by = lines.findLast((line) => line.matches(asked));
      return by && !by.isException
        ? { file: name, line: by.number, pattern: by.pattern, hasExceptions }
        : undefined;
    },
  };
}

function lineOf(text: string, number: number): Line | undefined {
  if (text === '' || text.startsWith('#')) return undefined;
  const isException = text.startsWith('!');
  const pattern = isException ? text.slice(1) : text;
  const one = ignore({ ignorecase: false }).add([pattern]);
  return { number, pattern: text, isException, matches: (path) => one.ignores(path) };
}
