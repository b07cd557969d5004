/** Builds, packs and installs azml-lint once, elsewhere and without its development dependencies, for its tests. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The directory that azml-lint is installed in. */
    installed: string;
  }
}

export default function setup(project: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-installed-'));
  // Readable for everyone: some tests run as another user.
  chmodSync(directory, 0o755);
  run(process.execPath, ['scripts/build.mjs'], process.cwd());
  const [packed] = JSON.parse(
    npm(['pack', '--ignore-scripts', '--json', '--pack-destination', directory]),
  ) as [{ filename: string }];
  writeFileSync(join(directory, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`], directory);
  project.provide('installed', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}

function npm(args: readonly string[], cwd = process.cwd()): string {
  return run('npm', args, cwd);
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
