/**
 * Lints every Dockerfile below some folders and reports the results: how often each rule found something, what failed,
 * what was slow, and a sample of findings to judge by eye.
 *
 *     node scripts/run.mjs bench/corpus.ts FOLDER… [--sample 40] [--rule apt/lists-kept] [--seed 1] [--all]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { settingsOf } from '../src/config/settings.ts';
import { lintSource } from '../src/lint.ts';
import type { Finding } from '../src/rule/finding.ts';
import { lineText, sourceOf } from '../src/text/source.ts';
import { dockerfilesBelow, randomNumbers } from './dockerfiles.ts';

const SLOW_MS = 250;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    rule: { type: 'string', multiple: true },
    severity: { type: 'string', multiple: true },
    limit: { type: 'string', default: '1000000' },
    all: { type: 'boolean', default: false },
  },
});

const settings = settingsOf({ preset: values.all ? 'all' : 'recommended', now: '2026-07-31' });
const counts = new Map<string, number>();
const sample: { readonly path: string; readonly finding: Finding; readonly text: string }[] = [];
const random = randomNumbers(Number(values.seed));
const wanted = Number(values.sample);
let files = 0;
let clean = 0;
let seen = 0;
let slowest = 0;
const started = performance.now();

for (const path of positionals
  .flatMap((folder) => [...dockerfilesBelow(folder)])
  .slice(0, Number(values.limit))) {
  const text = readFileSync(path, 'utf8');
  const before = performance.now();
  const { findings } = lintSource(text, settings);
  const took = performance.now() - before;
  files++;
  if (took > SLOW_MS) console.log(`SLOW ${took.toFixed(0)} ms ${path}`);
  slowest = Math.max(slowest, took);
  if (!findings.some(({ severity }) => severity !== 'info')) clean++;
  for (const finding of findings) {
    if (finding.internal) console.log(`INTERNAL ${path}: ${finding.message}`);
    const key = `${finding.severity.padEnd(8)} ${finding.rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!isWanted(finding)) continue;
    seen++;
    const slot = seen <= wanted ? sample.length : Math.floor(random() * seen);
    if (slot < wanted) sample[slot] = { path, finding, text };
  }
}

for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(8)}  ${key}`);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${files} files, ${clean} without errors and warnings, ${seconds.toFixed(1)} s, slowest ${slowest.toFixed(0)} ms`,
);
for (const { path, finding, text } of sample) tell(path, finding, text);

function isWanted({ rule, severity }: Finding): boolean {
  if (values.rule) return values.rule.includes(rule);
  return values.severity ? values.severity.includes(severity) : severity !== 'info';
}

function tell(path: string, { range, severity, rule, message }: Finding, text: string): void {
  const source = sourceOf(text);
  console.log(`\n${path}:${range.start.line}:${range.start.column} ${severity} ${rule}\n  ${message}`);
  const last = Math.min(range.end.line, range.start.line + 3);
  for (let line = Math.max(1, range.start.line - 1); line <= last + 1; line++)
    console.log(`  ${line} | ${lineText(source, line).slice(0, 200)}`);
}
