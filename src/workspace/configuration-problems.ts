import type { ConfigError, Problem } from '../config/problem.ts';
import { readRegularFile } from '../config/regular-file.ts';
import type { FileReport } from '../report/run.ts';
import type { Finding } from '../rule/finding.ts';
import { docsUri } from '../rule/links.ts';
import type { Span } from '../text/fragment.ts';
import { lineSpan, lineText, rangeOf, type SourceFile, sourceOf } from '../text/source.ts';
import type { Folder } from './folder.ts';

/** What is wrong with configurations is reported under this name. */
export const CONFIGURATION = 'configuration';

/** What is wrong with configurations, as findings in them; and what is wrong elsewhere, in words. */
export interface ConfigurationProblems {
  readonly reports: readonly FileReport[];
  readonly elsewhere: readonly string[];
}

/** Sorts the problems of a configuration into the files in which they are. */
export function configurationProblems(
  error: ConfigError,
  folder: Folder,
  openText: (file: string) => string | undefined,
): ConfigurationProblems {
  const byFile = new Map<string, { source: SourceFile; findings: Finding[] }>();
  const elsewhere: string[] = [];
  for (const problem of error.problems) {
    const source = problem.file === undefined ? undefined : sourceAt(problem.file, folder, openText);
    if (source === undefined) {
      elsewhere.push(textOf(problem));
      continue;
    }
    const known = byFile.get(source.path) ?? { source, findings: [] };
    byFile.set(source.path, known);
    known.findings.push(findingOf(problem, known.source));
  }
  const reports = [...byFile.values()].map(({ source, findings }) => ({
    path: source.path,
    source,
    findings,
  }));
  return { reports, elsewhere };
}

/** In bytes. */
const largest = 1024 * 1024;

function sourceAt(
  path: string,
  folder: Folder,
  openText: (file: string) => string | undefined,
): SourceFile | undefined {
  const file = folder.fileOf(path);
  try {
    return sourceOf(openText(file) ?? readRegularFile(file, largest), path);
  } catch {
    return undefined;
  }
}

function findingOf(problem: Problem, source: SourceFile): Finding {
  const span = spanOf(problem, source);
  return {
    rule: CONFIGURATION,
    severity: 'error',
    messageId: CONFIGURATION,
    message: [problem.message, ...(problem.hint === undefined ? [] : [problem.hint])].join('. '),
    data: {},
    file: source,
    span,
    range: rangeOf(source, span),
    related: [],
    help: docsUri('configuration'),
  };
}

/** From the place of a problem to the end of the word, or of the line. */
function spanOf({ line = 1, column = 1 }: Problem, source: SourceFile): Span {
  const text = lineText(source, line);
  const start = lineSpan(source, line).start + column - 1;
  const word = /^(?:"[^"]*"|'[^']*'|[^\s,:\]}]+)/.exec(text.slice(column - 1))?.[0] ?? '';
  return { start, end: start + word.length };
}

function textOf({ file, line, message, hint }: Problem): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return [place && `${place}: `, message, hint && `. ${hint}`].filter(Boolean).join('');
}
