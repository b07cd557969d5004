import type { AnyRule } from '../rule/settings.ts';
import { escapeCommands, toJson } from './escape.ts';
import type { PrintedReporter, Reporter } from './reporter.ts';
import type { FileReport, Run } from './run.ts';
import { summaryOf } from './summary.ts';
import { data, errorViews, fileViewer, print, ruleViews, viewOf } from './view.ts';

/** A report that receives files as they are linted; each piece of text is written after the one before it. */
export interface GrowingReport {
  file(file: FileReport): Iterable<string>;
  end(run: Run): Iterable<string>;
}

/** Begins a printed report. */
export function grow<Options>(
  reporter: PrintedReporter<Options>,
  rules: readonly AnyRule[],
  options: Options,
): GrowingReport {
  const viewed = fileViewer(rules, print);
  const report = reporter.begin(ruleViews(rules, print), options);
  const finished = reporter.printsCommands ? (piece: string) => piece : escapeCommands;
  return {
    *file(file) {
      for (const piece of report.file(viewed(file))) yield finished(piece);
    },
    *end(run) {
      const rest = { errors: errorViews(run.errors, print), summary: summaryOf(run) };
      for (const piece of report.end(rest)) yield finished(piece);
    },
  };
}

/** The whole report of a run. */
export async function* render<Options>(
  reporter: Reporter<Options>,
  run: Run,
  options: Options,
): AsyncGenerator<string> {
  if (reporter.kind === 'json') {
    yield toJson(await reporter.document(viewOf(run, data), options));
    return;
  }
  if (reporter.kind === 'xml') {
    const { toXml } = await import('./xml.ts');
    yield toXml(reporter.document(viewOf(run, data), options));
    return;
  }
  const report = grow(reporter, run.rules, options);
  for (const file of run.files) yield* report.file(file);
  yield* report.end(run);
}
