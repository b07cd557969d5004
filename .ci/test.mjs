// Runs all tests on the Node that runs this, and ends with the line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [, , outputFile] = process.argv;
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters], { stdio: 'inherit' });
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(outputFile, 'utf8'));
// A file that cannot be loaded makes the run fail although none of its tests does.
process.exitCode = status ?? 1;
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
