// Builds dist/ when npm asks for it: after `npm install` in a clone, and when the repository itself is installed (`npm
// install -g git+…`, as pre-commit does).
//
// In the second case npm runs this inside another install and passes on that one's settings, with which development
// dependencies would be installed elsewhere or not at all. Nothing is written to standard output, because `npm pack`,
// which older versions of pre-commit run, writes the name of the file there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env };
for (const name of ['global', 'prefix', 'location', 'install_links', 'omit', 'include'])
  delete env[`npm_config_${name}`];

if (!existsSync(new URL('../node_modules/rolldown', import.meta.url)))
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
run(process.execPath, ['scripts/build.mjs']);

function run(command, args) {
  // On Windows npm is a script, which only a shell can start.
  const { status } = spawnSync(command, args, {
    cwd,
    env,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm',
  });
  if (status !== 0) process.exit(status ?? 1);
}
