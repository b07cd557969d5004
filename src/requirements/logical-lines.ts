/** The lines of a requirement file, as pip puts them together. Source: pip 25, `_internal/req/req_file.py`. */
import { concat, type Fragment, slice, verbatim } from '../text/fragment.ts';

/** What ends a line for Python's `splitlines`. */
const LINE_END = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/g;

/** A line that is a comment as a whole goes on in no other line, whatever its end. */
const ONLY_COMMENT = /^\s*#/;

/** The lines that are not empty, each joined with those that continue it, without comments and blanks around them. */
export function* logicalLines(text: string): Iterable<Fragment> {
  let begun: Fragment[] = [];
  for (const line of physicalLines(text)) {
    const isComment = ONLY_COMMENT.test(line.text);
    if (line.text.endsWith('\\') && !isComment) {
      begun.push(withoutBackslashes(line));
      continue;
    }
    // A comment after a continuation ends the requirement; it does not belong to it.
    const whole = begun.length === 0 ? line : concat(isComment ? begun : [...begun, line], line.start);
    begun = [];
    const bare = withoutComment(whole);
    if (bare.text !== '') yield bare;
  }
  const rest = withoutComment(concat(begun, 0));
  if (rest.text !== '') yield rest;
}

function* physicalLines(text: string): Iterable<Fragment> {
  let at = text.startsWith('\u{feff}') ? 1 : 0;
  for (const { 0: end, index } of text.matchAll(LINE_END)) {
    yield verbatim(text.slice(at, index), at);
    at = index + end.length;
  }
  yield verbatim(text.slice(at), at);
}

function withoutBackslashes(line: Fragment): Fragment {
  const { text } = line;
  let start = 0;
  let end = text.length;
  while (text[start] === '\\') start++;
  while (end > start && text[end - 1] === '\\') end--;
  return slice(line, start, end);
}

/** A line without its comment and the blanks around it: a `#` begins one at the start of a line or after a blank. */
export function withoutComment(line: Fragment): Fragment {
  const comment = /(?:^|\s)#/.exec(line.text)?.index ?? line.text.length;
  return trimmed(slice(line, 0, comment));
}

/** A fragment without the blanks around it. */
export function trimmed(line: Fragment): Fragment {
  const { text } = line;
  const start = text.length - text.trimStart().length;
  return slice(line, start, Math.max(start, text.trimEnd().length));
}
