/**
 * White space as BuildKit (that is, Go) defines it, which is neither JavaScript's `\s` nor a shell's: the next-line
 * character U+0085 counts, the byte-order mark does not.
 */
import { type Fragment, slice } from '../text/fragment.ts';

/** Unicode white space, which is trimmed from lines and separates flags and `NAME=value` words. */
export function isSpace(character: string | undefined): boolean {
  if (character === undefined) return false;
  const code = character.charCodeAt(0);
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** ASCII blanks, which end a keyword and separate the words of lists, as in `FROM` and `COPY`. */
export function isBlank(character: string | undefined): boolean {
  return (
    character === ' ' || character === '\t' || character === '\v' || character === '\f' || character === '\r'
  );
}

/** The fragment without the white space at both ends. */
export function trimmed(fragment: Fragment): Fragment {
  const { text } = fragment;
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text[from])) from++;
  while (to > from && isSpace(text[to - 1])) to--;
  return from === 0 && to === text.length ? fragment : slice(fragment, from, to);
}
