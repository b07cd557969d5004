/** A run has several front ends. This one is neither the command line nor an editor. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { FileReport } from '../src/report/run.ts';
import { discover } from '../src/session/discover.ts';
import type { Host } from '../src/session/host.ts';
import { lintTargets } from '../src/session/lint-targets.ts';
import type { SessionOptions } from '../src/session/options.ts';

const cwd = mkdtempSync(join(tmpdir(), 'azml-lint-session-'));
afterAll(() => rmSync(cwd, { recursive: true }));

beforeEach(() => {
  writeFileSync(join(cwd, 'Dockerfile'), 'FROM ubuntu:24.04\nRUN apt-get install -y curl\n');
  writeFileSync(join(cwd, 'b.Dockerfile'), 'FROM ubuntu:24.04\nRUN apt-get update\n');
});

/** The calls that a host receives, in order. */
type Event = { readonly begin: number } | { readonly report: FileReport } | { readonly print: string };

async function run(paths: readonly string[], more: Partial<SessionOptions> = {}, standardInput = '') {
  const events: Event[] = [];
  const host: Host = {
    readStandardInput: async () => ({ text: standardInput, isExact: true }),
    print: async (text) => void events.push({ print: text }),
    begin: (rules) => void events.push({ begin: rules.length }),
    report: async (report) => void events.push({ report }),
    progress: () => undefined,
  };
  const options: SessionOptions = {
    cwd,
    env: process.env,
    paths,
    load: { cwd, explicit: false, now: '2026-01-31' },
    now: '2026-01-31',
    forceIgnore: false,
    patchStyle: { forPrograms: true, color: false },
    baselineAction: 'apply',
    debug: false,
    ...more,
  };
  const { targets } = await discover(paths, cwd);
  const outcome = await lintTargets(targets, options, host);
  return { events, outcome };
}

function reported(events: readonly Event[]): readonly FileReport[] {
  return events.flatMap((event) => ('report' in event ? [event.report] : []));
}

test('a host hears of the rules first, then of each file in order of path', async () => {
  const { events, outcome } = await run(['.']);
  expect('begin' in events[0]! && events[0].begin).toBe(outcome.rules.length);
  expect(reported(events).map(({ path }) => path)).toEqual(['Dockerfile', 'b.Dockerfile']);
  expect(reported(events)[1]!.findings.map(({ rule }) => rule)).toContain('apt/lists-kept');
});

test('a host gives what comes from standard input, and takes what it is fixed to', async () => {
  const fix = { mode: 'write', unsafe: false, rules: ['apt/lists-kept'] } as const;
  const given = 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\n';
  const { events } = await run(['-'], { fix, stdinFilename: 'Dockerfile' }, given);
  expect(events.flatMap((event) => ('print' in event ? [event.print] : [])).join('')).toContain(
    'rm -rf /var/lib/apt/lists/*',
  );
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).not.toContain('rm -rf');
});

test('what goes wrong with one file is an outcome, not an exception', async () => {
  writeFileSync(join(cwd, 'b.Dockerfile'), '\0');
  const { events, outcome } = await run(['.']);
  expect(reported(events).map(({ path }) => path)).toEqual(['Dockerfile']);
  expect(outcome.failures).toEqual([{ path: 'b.Dockerfile', message: 'is a binary file, not a Dockerfile' }]);
});
