import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomNumbers } from '../bench/dockerfiles.ts';
import { killWhileFixing } from '../bench/kill.ts';
import { azmlLint, directoryWith, onPosix, program } from './cli.ts';

/** `bench/fix-kill.ts` does it a hundred times. */
const kills = 25;

test('whenever --fix is killed, every file is as it was or fixed', async () => {
  const random = randomNumbers(1);
  for (let round = 0; round < kills; round++) {
    const { broken, drafts } = await killWhileFixing(program(), random);
    expect(broken).toEqual([]);
    expect(drafts.length).toBeLessThanOrEqual(1);
  }
}, 120_000);

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s leaves nothing else behind',
  async (signal) => {
    const random = randomNumbers(2);
    for (let round = 0; round < 6; round++) {
      const { fixed, files, endedBy, ...left } = await killWhileFixing(program(), random, signal);
      expect(left).toEqual({ broken: [], drafts: [] });
      if (fixed < files) expect(endedBy).toBe(signal);
    }
  },
  120_000,
);

test.runIf(onPosix)('what kill -9 has left is removed by the next run that writes there', async () => {
  const hour = new Date(Date.now() - 2 * 60 * 60_000);
  const names = [
    '.azml-lint-999999999-abc.tmp',
    `.azml-lint-${process.pid}-abc.tmp`,
    '.azml-lint-999999998-new.tmp',
  ];
  const cwd = directoryWith({
    Dockerfile: 'FROM ubuntu:24.04\nUSER 1000\n',
    ...Object.fromEntries(names.map((name) => [name, ''])),
  });
  for (const name of names.slice(0, 2)) utimesSync(join(cwd, name), hour, hour);
  await azmlLint(['--format', 'json=out.json'], { cwd });
  expect(readdirSync(cwd).sort()).toEqual([...names.slice(1), 'Dockerfile', 'out.json'].sort());
});

/** The limit of a shell, in blocks, for what its programs write into a file: as if the disk were full. */
test('init on a full disk leaves nothing', () => {
  const cwd = directoryWith({});
  const command = 'ulimit -f 1; exec "$0" "$@" init';
  const { status, stderr } = spawnSync('sh', ['-c', command, ...program()], {
    cwd,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^azml-lint: \.azml-lint\.yaml cannot be written: /);
  expect(status).toBe(2);
  expect(readdirSync(cwd)).toEqual([]);
});
