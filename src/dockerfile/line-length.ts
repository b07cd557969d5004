/** BuildKit reads no line longer than 65,535 bytes, whether code, comment or heredoc. */
import { lineSpan, type SourceFile } from '../text/source.ts';
import type { Report } from './problems.ts';

const LONGEST = 65_535;
/** A UTF-16 code unit is at most three bytes of UTF-8. */
const NEVER_TOO_LONG = LONGEST / 3;

/** Reports every line that is too long; the line feed does not count. */
export function checkLineLengths(source: SourceFile, report: Report): void {
  if (source.text.length <= NEVER_TOO_LONG) return;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const { start, end } = lineSpan(source, line);
    if (end - start <= NEVER_TOO_LONG) continue;
    const text = source.text.slice(start, source.text[end - 1] === '\n' ? end - 1 : end);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > LONGEST)
      report('line-too-long', { start, end: start + text.length }, { bytes: String(bytes) });
  }
}
