// The cost of azml-lint: `npm run bench`, or `npm run bench -- start speed rules threads growth globs context edits` for parts of it.
// `rules` and `edits` also take files and folders, to measure real Dockerfiles: `npm run bench -- rules FOLDER…`.
//
// The CPU time of hadolint beside ours, on the same files and one after the other, is told by bash: its `time` counts the
// processes that a command starts, and `xargs -s` puts all files into one command. Compare user + sys, several times:
//
//     find FOLDER -iname '*dockerfile*' -type f > files.list
//     time xargs -s 1500000 -a files.list hadolint --no-fail -f json > /dev/null
//     time xargs -s 1500000 -a files.list node dist/bin.cjs --no-config --preset all -j 1 -f json > /dev/null
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { matcher } from '../src/config/globs.ts';
import { settingsOf } from '../src/config/settings.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';
import { makeRepository } from './context.ts';
import { dockerfilesBelow } from './dockerfiles.ts';
import { editTimes } from './edits.ts';
import { filled, realistic, shapes } from './generate.ts';
import { type Cost, costs, steps } from './rules.ts';

const settings = settingsOf({ preset: 'all' });
const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  start: benchStart,
  speed: benchSpeed,
  rules: benchRules,
  threads: benchThreads,
  growth: benchGrowth,
  globs: benchGlobs,
  context: benchContext,
  edits: benchEdits,
};

const wanted = process.argv.slice(2);
const paths = wanted.filter((word) => !Object.hasOwn(parts, word));
for (const [name, run] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await run();

/** Start-up: the whole command on ten lines, beside a Node that does nothing. */
function benchStart(): void {
  const bin = builtProgram();
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-bench-'));
  const file = join(directory, 'Dockerfile');
  writeFileSync(file, realistic(1)[0]!.split('\n').slice(0, 10).join('\n'));
  const commands = {
    'node -e 0': ['-e', '0'],
    'azml-lint --version': [bin, '--version'],
    'azml-lint Dockerfile': [bin, file],
  };
  const times = interleaved(Object.values(commands), 31);
  rmSync(directory, { recursive: true });
  const rows = Object.keys(commands).map((name, index) => [
    name,
    `${times[index]!.toFixed(1)} ms`,
    (times[index]! / times[0]!).toFixed(2),
  ]);
  print(`Start-up on Node ${process.version}, medians`, ['command', 'time', 'ratio'], rows);
}

function builtProgram(): string {
  const bin = resolve('dist/bin.cjs');
  if (!existsSync(bin)) throw new Error('there is no dist/bin.cjs: run `npm run build` first');
  return bin;
}

/** The median time of each command. They take turns, so that other load on the machine affects all of them alike. */
function interleaved(commands: readonly (readonly string[])[], rounds: number): readonly number[] {
  const times = commands.map((): number[] => []);
  for (let round = -2; round < rounds; round++) {
    commands.forEach((command, index) => {
      const time = timed(() => spawnSync(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] }));
      // The first rounds fill the caches.
      if (round >= 0) times[index]!.push(time);
    });
  }
  return times.map(median);
}

/** Speed: many files of ordinary size in one process. */
function benchSpeed(): void {
  const files = realistic(2000);
  const characters = files.reduce((sum, text) => sum + text.length, 0);
  const lintAll = () => {
    for (const text of files) lintSource(text, settings);
  };
  const first = timed(lintAll);
  const warm = Math.min(...Array.from({ length: 3 }, () => timed(lintAll)));
  const rows = [
    ['first pass', first],
    ['warm', warm],
  ].map(([name, time]) => [
    String(name),
    `${Math.round(files.length / (Number(time) / 1000))} files/s`,
    `${(characters / 1000 / Number(time)).toFixed(2)} MB/s`,
  ]);
  print(
    `Speed, ${files.length} files of ${Math.round(characters / files.length)} characters`,
    ['', 'files', 'text'],
    rows,
  );
}

/** Rules: the cost of each, highest first, beside the steps before them. */
function benchRules(): void {
  const texts =
    paths.length === 0
      ? realistic(2000)
      : paths.flatMap((path) => [...dockerfilesBelow(path)]).map((path) => readFileSync(path, 'utf8'));
  costs(texts, settings);
  const warm = costs(texts, settings);
  const total = warm.reduce((sum, { first }) => sum + first, 0);
  const rows = warm
    .toSorted((a, b) => b.first - a.first)
    .map(({ of, first, again }) => [
      of,
      `${first.toFixed(1)} ms`,
      `${((100 * first) / total).toFixed(1)} %`,
      again === 0 ? '' : `${again.toFixed(1)} ms`,
    ]);
  print(
    `Rules, ${texts.length} files, second pass; "again": when all questions have been answered`,
    ['', 'time', 'share', 'again'],
    rows,
  );
  console.log(`${besideReading(warm)}\n`);
}

/** All rules together beside what every file costs without any: reading it and its commands, and building the model. */
function besideReading(all: readonly Cost[]): string {
  const reading = all.filter(({ of }) => steps.includes(of));
  const rules = all.filter(({ of }) => !steps.includes(of));
  const sum = (of: readonly Cost[], round: 'first' | 'again') =>
    of.reduce((total, cost) => total + cost[round], 0);
  const whole = sum(reading, 'first');
  const ratio = (time: number) => (time / whole).toFixed(2);
  return (
    `${rules.length} rules: ${ratio(sum(rules, 'first'))} of parsing, model and shell (${whole.toFixed(0)} ms); ` +
    `${ratio(sum(rules, 'again'))} when all questions have been answered`
  );
}

/** Threads: the whole command on few and on many files, with one thread and with its own choice of threads. */
function benchThreads(): void {
  const bin = builtProgram();
  const texts = realistic(6000);
  const rows = [10, 300, texts.length].map((count) => {
    const directory = mkdtempSync(join(tmpdir(), 'azml-lint-bench-'));
    texts.slice(0, count).forEach((text, index) => {
      writeFileSync(join(directory, `${index}.Dockerfile`), text);
    });
    const commands = [['--jobs', '1'], []].map((options) => [bin, '--quiet', ...options, directory]);
    const [one, several] = interleaved(commands, count > 1000 ? 3 : 15) as [number, number];
    rmSync(directory, { recursive: true });
    return [`${count} files`, `${one.toFixed(0)} ms`, `${several.toFixed(0)} ms`, (one / several).toFixed(2)];
  });
  print(`Threads, ${availableParallelism()} cores, medians`, ['', '--jobs 1', 'without it', 'ratio'], rows);
}

/** Growth: four times the text must not take more than five times as long to lint and to fix. */
function benchGrowth(): void {
  const [small, large] = [250_000, 1_000_000];
  const works: readonly ((text: string) => unknown)[] = [
    (text) => lintSource(text, settings),
    (text) => fixSource(text, settings, { unsafe: true }),
  ];
  const rows = shapes.map((shape) => {
    const texts = [filled(shape, small), filled(shape, large)];
    const cells = works.flatMap((work) => {
      const [few, many] = texts.map((text) =>
        Math.min(...Array.from({ length: 3 }, () => timed(() => work(text)))),
      ) as [number, number];
      return [`${Math.round(few)} ms`, `${Math.round(many)} ms`, (many / few).toFixed(2)];
    });
    return [shape.name, ...cells];
  });
  const head = ['input', 'lint 250 kB', '1 MB', 'ratio', 'fix 250 kB', '1 MB', 'ratio'];
  print('Growth, best of 3', head, rows);
}

/**
 * Growth of globs on which other matchers explode: twice the glob and twice the path must not take more than five times
 * as long.
 */
function benchGlobs(): void {
  const globs: Readonly<Record<string, (size: number) => string>> = {
    '(a+)+b': (size) => `${'('.repeat(size)}a${'+)+'.repeat(size)}b`,
    '*a*a…b': (size) => `${'*a'.repeat(size)}*b`,
    '**/a/**/a…b': (size) => `${'**/a/'.repeat(size)}b`,
    '{a,aa}{a,aa}…b': (size) => `${'{a,aa}'.repeat(size)}b`,
    '{a,{a,…}}b': (size) => `${'{a,'.repeat(size)}${'}'.repeat(size)}b`,
    '[a-z]*[a-z]*…!': (size) => `${'[a-z]*'.repeat(size)}!`,
  };
  const rows = Object.entries(globs).map(([name, globOf]) => {
    const [small, large] = [250, 500].map((size) => {
      const paths = ['a'.repeat(2 * size), 'a/'.repeat(size)];
      const glob = globOf(size);
      return Math.min(...Array.from({ length: 3 }, () => timed(() => paths.map(matcher(glob)))));
    }) as [number, number];
    return [name, `${small.toFixed(1)} ms`, `${large.toFixed(1)} ms`, (large / small).toFixed(2)];
  });
  print('Globs, best of 3', ['glob', '250', '500', 'ratio'], rows);
}

/** What belongs to Dockerfiles: those of a repository, beside the same without looking around, and one walk of it. */
function benchContext(): void {
  const bin = builtProgram();
  const walk = "require('fs').readdirSync('.', { recursive: true, withFileTypes: true })";
  const rows = [
    [1, 20_000],
    [100, 5_000],
    [100, 10_000],
    [100, 20_000],
  ].map(([dockerfiles, files]) => {
    const root = mkdtempSync(join(tmpdir(), 'azml-lint-bench-'));
    const paths = makeRepository(root, dockerfiles!, files!);
    const args = [bin, '--no-config', '--jobs', '1', '--format', 'json', ...paths];
    const commands = [
      ['-e', '0'],
      ['-e', `process.chdir('${root}');${walk}`],
      [...args, '--no-context'],
      args,
    ];
    const [node, walked, alone, around] = interleaved(commands, 5) as [number, number, number, number];
    rmSync(root, { recursive: true });
    const times = [walked - node, alone, around].map((time) => `${time.toFixed(0)} ms`);
    return [`${dockerfiles} among ${files}`, ...times, (around / (2 * alone + walked - node)).toFixed(2)];
  });
  const head = ['Dockerfiles', 'one walk', 'alone', 'with what belongs to them', 'of twice alone and a walk'];
  print('What belongs to Dockerfiles, medians', head, rows);
}

/** Edits in an editor: from one that is sent until its diagnostics are there, beside linting the same texts. */
async function benchEdits(): Promise<void> {
  const texts =
    paths.length === 0
      ? realistic(100)
      : paths.flatMap((path) => [...dockerfilesBelow(path)]).map((path) => readFileSync(path, 'utf8'));
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-bench-'));
  const { wall, cpu } = await editTimes(texts, directory);
  rmSync(directory, { recursive: true });
  const recommended = settingsOf({});
  const alone = median(texts.map((text) => timed(() => lintSource(text, recommended))));
  const late = (times: readonly number[]) => times[Math.floor(times.length * 0.95)]!;
  const figures = [alone, median(wall), late(wall), median(cpu), late(cpu)];
  const cells = figures.map((time) => `${time.toFixed(1)} ms`);
  print(
    `Edits in an editor, ${texts.length} files, medians`,
    ['', 'linting', 'an edit', '95 % within', 'processor', '95 % within', 'ratio'],
    [['', ...cells, (median(wall) / alone).toFixed(2)]],
  );
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ');
  console.log(`${title}\n\n${[head, ...rows].map((row) => `  ${line(row)}`).join('\n')}\n`);
}
