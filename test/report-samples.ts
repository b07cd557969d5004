import type { FileReport, Run } from '../src/report/run.ts';
import type { Finding, Fix } from '../src/rule/finding.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import type { Span } from '../src/text/fragment.ts';
import { rangeOf, sourceOf } from '../src/text/source.ts';

/** What a test says of a finding; the rest is filled in. */
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
