/**
 * Parser directives: `# syntax=`, `# escape=`, `# check=` at the top of the file. They end at the first line that is
 * not a directive: a blank line, an ordinary comment (also `# anything=else`), an instruction.
 */
import { type Fragment, verbatim } from '../text/fragment.ts';
import { lineText, type SourceFile } from '../text/source.ts';
import type { Report } from './problems.ts';
import type { Directive } from './tree.ts';
import { isSpace } from './whitespace.ts';

const KNOWN = new Set(['syntax', 'escape', 'check']);
const DIRECTIVE = /^#[\t\v\f\r ]*([A-Za-z][A-Za-z0-9]*)[\t\v\f\r ]*=[\t\v\f\r ]*(\S.*)$/s;

export interface Directives {
  readonly directives: readonly Directive[];
  readonly escapeCharacter: '\\' | '`';
  /** The line (from 1) where instructions and comments begin; after a `#!` line, directives are comments as well. */
  readonly nextLine: number;
}

/**
 * Reads the directives. An indented directive, or one after a byte-order mark, is not listed: BuildKit ignores it.
 * `escape` is the exception: it works there all the same, and it alone does not work after a `#!` line.
 */
export function readDirectives(source: SourceFile, report: Report): Directives {
  const seen = new Set<string>();
  const directives: Directive[] = [];
  let escapeCharacter: '\\' | '`' = '\\';
  const shebang = source.text.startsWith('#!');
  let line = shebang ? 2 : 1;
  for (; line <= source.lineStarts.length; line++) {
    const found = directiveAt(source, line);
    if (!found) break;
    const { directive, atLineStart } = found;
    if (seen.has(directive.name)) report('repeated-directive', directive, { name: directive.name });
    seen.add(directive.name);
    if (directive.name === 'escape') {
      if (shebang) continue;
      const { text } = directive.value;
      if (text === '\\' || text === '`') escapeCharacter = text;
      else
        report('bad-directive', directive.value, {
          name: 'escape',
          value: text,
          expected: '`\\` or a backtick',
        });
    } else if (directive.name === 'check' && atLineStart) {
      checkOptions(directive.value, report);
    }
    if (atLineStart) directives.push(directive);
  }
  return { directives, escapeCharacter, nextLine: shebang ? 1 : line };
}

function directiveAt(
  source: SourceFile,
  line: number,
): { directive: Directive; atLineStart: boolean } | undefined {
  const text = lineText(source, line);
  const lineStart = source.lineStarts[line - 1]!;
  let indent = 0;
  while (isSpace(text[indent])) indent++;
  let end = text.length;
  while (end > indent && isSpace(text[end - 1])) end--;
  const match = DIRECTIVE.exec(text.slice(indent, end));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (name === undefined || value === undefined || !KNOWN.has(name)) return undefined;
  const start = lineStart + indent;
  const directive = {
    name,
    value: verbatim(value, lineStart + end - value.length),
    line,
    start,
    end: lineStart + end,
  };
  return { directive, atLineStart: start === 0 || source.text[start - 1] === '\n' };
}

/** `skip=A,B;error=true;experimental=C`, up to the first blank: at most three options, the third takes the rest. */
function checkOptions(value: Fragment, report: Report): void {
  const options = value.text.split(' ', 1)[0]!;
  for (const option of splitAtMost(options, ';', 3)) {
    const [key, setting] = splitAtMost(option, '=', 2);
    const wrong = (expected: string) =>
      report('bad-directive', value, { name: 'check', value: option, expected });
    if (setting === undefined || (key !== 'skip' && key !== 'error' && key !== 'experimental')) {
      wrong('`skip=`, `error=` or `experimental=`');
    } else if (key === 'error' && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(setting)) {
      wrong('`error=true` or `error=false`');
    }
  }
}

/** Splits into no more than `count` parts; the last one keeps the separators that it holds. */
function splitAtMost(text: string, separator: string, count: number): readonly string[] {
  const parts = text.split(separator);
  return parts.length <= count
    ? parts
    : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}
