/**
 * Fixes every Dockerfile below some folders in memory, with all safe and unsafe fixes, and checks what must hold for
 * each: instructions on lines that no fix has touched are the same, line ends and byte-order mark are kept, nothing
 * fixable is left except refused fixes, fixing again changes nothing, there are no new errors except those that a fixed
 * one hid, instructions that swallowed others are untouched, and no package lists are removed before something reads
 * them.
 *
 *     node scripts/run.mjs bench/fix-corpus.ts FOLDER… [--limit 5000] [--seed 1] [--safe] [--show 10]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { diffArrays } from 'diff';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import type { Instruction } from '../src/dockerfile/tree.ts';
import { swallowedInstructions } from '../src/facts/builder/swallowed.ts';
import { type Fixed, fixSource } from '../src/fix/fix.ts';
import { describeHarm } from '../src/fix/harm.ts';
import { lintSource } from '../src/lint.ts';
import { analyze } from '../src/model/analyze.ts';
import type { Finding } from '../src/rule/finding.ts';
import { dockerfilesBelow, sampled } from './dockerfiles.ts';
import { listsRemovedBeforeReader } from './meaning.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    safe: { type: 'boolean', default: false },
    show: { type: 'string', default: '10' },
  },
});

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });
const choice = { unsafe: !values.safe };
const SLOW_MS = 1000;

const fixedByRule = new Map<string, number>();
const refusedByReason = new Map<string, number>();
const failures = new Map<string, string[]>();
const figures = { files: 0, changed: 0, fixes: 0, refused: 0, slowest: 0 };

for (const path of sampled([...positionals.flatMap((folder) => [...dockerfilesBelow(folder)])], {
  limit: Number(values.limit),
  seed: Number(values.seed),
})) {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  const started = performance.now();
  const fixed = fixSource(text, settings, choice);
  const took = performance.now() - started;
  if (took > SLOW_MS) console.log(`SLOW ${took.toFixed(0)} ms ${path}`);
  count(fixed, text, took);
  for (const complaint of complaintsAbout(text, fixed)) {
    const paths = failures.get(complaint) ?? [];
    failures.set(complaint, [...paths, path]);
  }
}
tell();

function count(fixed: Fixed, text: string, took: number): void {
  figures.files++;
  if (fixed.text !== text) figures.changed++;
  figures.fixes += fixed.fixed.length;
  figures.refused += fixed.refused.length;
  figures.slowest = Math.max(figures.slowest, took);
  for (const { rule } of fixed.fixed) increase(fixedByRule, rule);
  for (const { finding, harm } of fixed.refused)
    increase(refusedByReason, `${finding.rule}: ${describeHarm(harm)}`);
}

/** The conditions that do not hold. */
function complaintsAbout(text: string, fixed: Fixed): readonly string[] {
  const before = lintSource(text, settings);
  const after = lintSource(fixed.text, settings);
  const left = after.findings.filter(isFixable).length;
  const mended = fixed.fixed.some(({ severity }) => severity === 'error');
  const newErrors = [...errorsIn(after.findings)].filter(
    ([rule, found]) => !mended && found > (errorsIn(before.findings).get(rule) ?? 0),
  );
  const bereft = values.safe ? listsRemovedBeforeReader(text, fixed.text) : [];
  return [
    ...touchedInstructions(text, fixed.text),
    ...tornTouched(text, fixed.text),
    ...bereft.map(() => 'lists removed before a reader'),
    ...(left > fixed.refused.length ? [`fixable again: ${rulesOf(after.findings.filter(isFixable))}`] : []),
    ...(fixSource(fixed.text, settings, choice).text === fixed.text ? [] : ['not idempotent']),
    ...newErrors.map(([rule]) => `new error of ${rule}`),
    ...(after.findings.some(({ internal }) => internal) ? ['a rule failed'] : []),
    ...(['', lineEnds(text)].includes(lineEnds(fixed.text)) ? [] : ['line ends']),
    ...(text.startsWith('\ufeff') === fixed.text.startsWith('\ufeff') ? [] : ['byte-order mark']),
    ...(text.endsWith('\n') === fixed.text.endsWith('\n') ? [] : ['final line end']),
  ];
}

function isFixable({ fix }: Finding): boolean {
  return fix !== undefined && (choice.unsafe || fix.safety === 'safe');
}

function rulesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ rule }) => rule))].join(', ');
}

function errorsIn(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) if (severity === 'error') increase(counts, rule);
  return counts;
}

/** The line ends of a file, which a fix keeps; a file with a single line has none. */
function lineEnds(text: string): string {
  const all = text.match(/\r?\n/g) ?? [];
  return [...new Set(all)].sort().join();
}

/** Instructions on unchanged lines that have changed. */
function touchedInstructions(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const lines = unchangedLines(before, after);
  const afterwards = new Map(parseDockerfile(after).instructions.map((one) => [one.startLine, one]));
  return parseDockerfile(before).instructions.flatMap((instruction) => {
    const { startLine, endLine } = instruction;
    const first = lines.get(startLine);
    const isTouched = Array.from({ length: endLine - startLine + 1 }, (_, index) => index).some(
      (index) => lines.get(startLine + index) !== first! + index,
    );
    if (first === undefined || isTouched) return [];
    const same = afterwards.get(first);
    return same !== undefined && signature(same) === signature(instruction)
      ? []
      : [`instruction changed: ${instruction.name}`];
  });
}

/** The lines that two texts share: line numbers of the second by those of the first. */
function unchangedLines(before: string, after: string): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let old = 1;
  let now = 1;
  for (const { added, removed, count } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (!added && !removed) for (let index = 0; index < count; index++) lines.set(old + index, now + index);
    if (!added) old += count;
    if (!removed) now += count;
  }
  return lines;
}

/** An instruction that swallowed another through a continuation must not be edited. */
function tornTouched(before: string, after: string): readonly string[] {
  const torn = (text: string) => {
    const file = analyze(parseDockerfile(text), { buildArgs: {}, now: settings.now });
    return swallowedInstructions(file).map(({ by }) => signature(by));
  };
  return torn(before).join() === torn(after).join() ? [] : ['a torn instruction is edited'];
}

function signature({ name, rest, heredocs }: Instruction): string {
  return JSON.stringify([name, rest.text, heredocs.map(({ body }) => body.text)]);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function tell(): void {
  const { files, changed, fixes, refused, slowest } = figures;
  const list = (counts: ReadonlyMap<string, number>) => {
    for (const [key, one] of [...counts].sort((a, b) => b[1] - a[1]))
      console.log(`${String(one).padStart(8)}  ${key}`);
  };
  list(fixedByRule);
  console.log(`\n${refused} refused`);
  list(refusedByReason);
  const failed = new Set([...failures.values()].flat());
  console.log(
    `\n${files} files, ${changed} changed by ${fixes} fixes, slowest ${slowest.toFixed(0)} ms; ${failed.size} files fail`,
  );
  for (const [complaint, paths] of failures) {
    console.log(`${String(paths.length).padStart(8)}  ${complaint}`);
    for (const path of paths.slice(0, Number(values.show))) console.log(`            ${path}`);
  }
  process.exitCode = failures.size === 0 ? 0 : 1;
}
