import { readFileSync } from 'node:fs';
import { compact } from '../src/report/compact.ts';
import { toJson } from '../src/report/escape.ts';
import { type Format, loadReporter, type ReportOptions } from '../src/report/formats.ts';
import { json } from '../src/report/json.ts';
import { grow, render } from '../src/report/render.ts';
import type { PrintedReporter } from '../src/report/reporter.ts';
import type { FileReport, Run } from '../src/report/run.ts';
import { type SarifOptions, sarif } from '../src/report/sarif.ts';
import { statistics as figures } from '../src/report/statistics.ts';
import { type TextOptions, text as textReporter } from '../src/report/text.ts';
import { data, viewOf } from '../src/report/view.ts';
import type { Finding, Fix } from '../src/rule/finding.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import type { Span } from '../src/text/fragment.ts';
import { rangeOf, sourceOf } from '../src/text/source.ts';

/** The parts of a finding that a test sets; the rest is filled in. */
export interface FindingSample extends Partial<Omit<Finding, 'file' | 'span' | 'range' | 'related'>> {
  readonly at: Span;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
}

/** The first place of some words in a text. */
export function spanOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start === -1) throw new Error(`not in the text: ${words}`);
  return { start, end: start + words.length };
}

/** A fix that inserts text at an offset. */
export function insertion(at: number, text: string, title = 'Insert it'): Fix {
  return { safety: 'safe', title, edits: [{ start: at, end: at, text }] };
}

export function fileOf(path: string, text: string, samples: readonly FindingSample[]): FileReport {
  const source = sourceOf(text, path);
  const findings = samples.map(
    ({ at, related = [], ...given }): Finding => ({
      rule: 'apt/lists-kept',
      severity: 'warning',
      messageId: 'found',
      message: 'found',
      data: {},
      ...given,
      file: source,
      span: at,
      range: rangeOf(source, at),
      related: related.map(({ at: span, message }) => ({
        file: source,
        span,
        range: rangeOf(source, span),
        messageId: 'related',
        message,
      })),
    }),
  );
  return { path, source, findings };
}

export const sampleRules: readonly AnyRule[] = [
  {
    id: 'apt/lists-kept',
    aliases: ['DL3009'],
    title: 'apt package lists stay in the image',
    level: { inference: 'warning', training: 'info', other: 'info' },
    messages: { found: 'found' },
    check: () => undefined,
  },
  {
    id: 'base-image/not-pinned-by-digest',
    title: 'the base image is not pinned by digest',
    level: { inference: 'off', training: 'off', other: 'off' },
    messages: { found: 'found' },
    check: () => undefined,
  },
  {
    id: 'secrets/literal-value',
    title: 'a secret is written in the file',
    level: { inference: 'error', training: 'error', other: 'error' },
    security: 8,
    messages: { found: 'found' },
    check: () => undefined,
  },
];

export function runOf(files: readonly FileReport[], rest: Partial<Run> = {}): Run {
  return {
    files,
    errors: [],
    rules: sampleRules,
    now: '2026-07-31',
    version: '1.2.3',
    elapsed: 1234,
    ...rest,
  };
}

/** The report of a run in any format. */
export async function reportAs(
  format: Format,
  run: Run,
  options: Partial<ReportOptions> = {},
): Promise<string> {
  let report = '';
  const all = { ...plainOptions, ...options };
  for await (const piece of render(await loadReporter(format), run, all)) report += piece;
  return report;
}

const plainOptions: ReportOptions = {
  color: false,
  hyperlinks: false,
  width: 80,
  quiet: false,
  showSuppressed: false,
  sarifSuppressed: false,
  cwd: '/work/images',
  root: '/work',
  env: {},
  loadPages: async () => ({}),
};

/** The pieces of a printed report. */
function* printed<Options>(
  reporter: PrintedReporter<Options>,
  run: Run,
  options: Options,
): Generator<string> {
  const report = grow(reporter, run.rules, options);
  for (const file of run.files) yield* report.file(file);
  yield* report.end(run);
}

export function textReport(run: Run, options: TextOptions): Generator<string> {
  return printed(textReporter, run, options);
}

export function compactReport(run: Run): Generator<string> {
  return printed(compact, run, undefined);
}

export function statistics(run: Run): string {
  return [...printed(figures, run, undefined)].join('');
}

export function jsonReport(run: Run): readonly string[] {
  return [toJson(json.document(viewOf(run, data), undefined))];
}

export function sarifReport(run: Run, options: SarifOptions): AsyncGenerator<string> {
  return render(sarif, run, options);
}

/**
 * The schema of JSON reports without unnamed fields: readers ignore further fields, but the schema must describe everything
 * that azml-lint prints.
 */
export function strictJsonSchema(): object {
  const text = readFileSync(new URL('../schema/json-report.schema.json', import.meta.url), 'utf8');
  return JSON.parse(text, (_, value) =>
    value?.type === 'object' && value.properties !== undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}
