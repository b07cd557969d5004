/** What commands delete: `rm -rf`, `find … -delete`. */
import type { Command, Word } from '../../shell/script.ts';
import { baseName, isAbsolute, isWithin, normalizePath } from '../../text/paths.ts';

/** Whether a command works recursively: `rm -r`, `chown -R`. */
export function isRecursive(command: Command): boolean {
  return command.flag('-r', '-R', '--recursive') !== undefined;
}

/**
 * Whether a command deletes the content of a directory: it names the directory, everything in it, or a directory above
 * it. A path that depends on a variable or on braces may be that.
 *
 * @param directory absolute and normalized
 * @param read how a path in a word is read, such as `/root/x` for `$HOME/x`
 */
export function deletesContents(
  command: Command,
  directory: string,
  read: (path: string) => string = (path) => path,
): boolean {
  const covers = (word: Word, recursive: boolean) => {
    const text = read(word.text);
    const literal = word.literal || (text !== word.text && !/[$`{]/.test(text));
    return coversContents({ text, literal }, directory, recursive);
  };
  switch (command.program) {
    case 'rm':
      return command.operands.some((word) => covers(word, isRecursive(command)));
    case 'find': {
      const deletes = command.flag('-delete') ?? command.words.find(({ text }) => text === 'rm');
      return deletes !== undefined && command.operands.some((word) => covers(word, true));
    }
    default:
      return false;
  }
}

/** Whether deleting the files that a word names deletes the content of a directory. */
export function coversContents(
  { text, literal }: Pick<Word, 'text' | 'literal'>,
  directory: string,
  recursive: boolean,
): boolean {
  if (!isAbsolute(text)) return false;
  if (!literal) return mayBe(text, directory);
  const path = normalizePath(text);
  const isPattern = /[*?[]/.test(baseName(path));
  const deleted = isPattern ? normalizePath(`${path}/..`) : path;
  return deleted === directory ? recursive || isPattern : recursive && isWithin(directory, deleted);
}

/** The part before the first `$` or brace must agree with the path. */
function mayBe(text: string, path: string): boolean {
  const known = /^[^$`{]*/.exec(text)![0];
  return path.startsWith(known) || known.startsWith(path);
}
