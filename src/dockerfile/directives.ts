/**
 * Parser directives: `# syntax=`, `# escape=`, `# check=` at the top of the file. They end at the first line that is
 * not a directive: a blank line, an ordinary comment (also `# anything=else`), an instruction.
 */
import { verbatim } from '../text/fragment.ts';
import { lineText, type SourceFile } from '../text/source.ts';
import { readCheckOptions, upToBlank } from './check-options.ts';
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
 * Reads the directives. An indented directive is not listed: BuildKit ignores it.
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
      for (const { option, expected } of readCheckOptions(upToBlank(directive.value.text)).wrong)
        report('bad-directive', directive.value, { name: 'check', value: option, expected });
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
  return { directive, atLineStart: indent === 0 };
}
