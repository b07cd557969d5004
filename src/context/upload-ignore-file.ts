/**
 * The ignore file that Azure ML's client reads before it uploads a folder: `.amlignore` in it, or without one `.gitignore`;
 * those of other folders are not read. Source: azure-ai-ml 1.35.2, `_utils/_asset_utils.py:194-213`.
 */
import ignore from 'ignore';
import { type Files, fromRoot } from './files.ts';
import { type IgnoreFile, nothingIgnored } from './ignore-file.ts';

/** Reads the one that counts in a folder. */
export function readUploadIgnoreFile(files: Files, folder: string): IgnoreFile {
  const names = ['.amlignore', '.gitignore'];
  const name = names.find((one) => files.stat(`${folder}/${one}`) === 'file');
  const source = name === undefined ? undefined : files.read(`${folder}/${name}`);
  if (name === undefined || source === undefined) return nothingIgnored;
  const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const all = ignore({ ignorecase: false }).add(lines);
  const hasExceptions = lines.some((line) => line.startsWith('!'));
  return {
    ignoredBy(path) {
      const asked = fromRoot(path).slice(1);
      if (asked === '' || !all.ignores(asked)) return undefined;
      const index = lines.findLastIndex((line) => !line.startsWith('!') && matches(line, asked));
      return index === -1
        ? undefined
        : { file: name, line: index + 1, pattern: lines[index]!.trim(), hasExceptions };
    },
  };
}

function matches(line: string, path: string): boolean {
  return ignore({ ignorecase: false }).add(line).ignores(path);
}
