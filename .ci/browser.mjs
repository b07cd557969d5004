// Runs the built library in headless Chromium: a page imports dist/index.js and dist/facts.js unchanged, lints a Dockerfile,
// applies the fix and lints again. If there is no Chromium, it is installed from the packages of Debian or Ubuntu; a failure
// of that is reported.
//
// node .ci/browser.mjs
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const rule = 'pip/unquoted-specifier';
const before = 'FROM ubuntu:24.04\nRUN pip install flask>=2\n';
const after = 'FROM ubuntu:24.04\nRUN pip install "flask>=2"\n';

const page = `<!doctype html><meta charset="utf-8"><title>azml-lint</title><pre></pre><script type="module">
import { lint } from '/dist/index.js';
import { findImage } from '/dist/facts.js';
const found = (text) => lint(text).findings.filter(({ rule }) => rule === '${rule}');
const before = ${JSON.stringify(before)};
const findings = found(before);
const edits = findings.flatMap(({ fix }) => fix.edits).sort((a, b) => b.start - a.start);
const after = edits.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), before);
const node = ['Buffer', 'process', 'require'].filter((name) => name in globalThis);
const { python } = findImage('mcr.microsoft.com/azureml/minimal-py312-inference');
const result = { node, python, places: findings.map(({ range }) => range.start), after, left: found(after).length };
document.querySelector('pre').textContent = encodeURIComponent(JSON.stringify(result));
</script>`;

const expected = { node: [], python: '3.12', places: [{ line: 2, column: 17 }], after, left: 0 };

const chromium = findChromium() ?? installChromium();
if (chromium === undefined) {
  console.error('NOTICE: Chromium cannot be installed here; the library has NOT been run in a browser.');
} else {
  const result = await inBrowser(chromium);
  if (JSON.stringify(result) !== JSON.stringify(expected)) {
    console.error('expected', JSON.stringify(expected), 'but the page has', JSON.stringify(result));
    process.exitCode = 1;
  } else console.log(`The library lints and fixes in ${version(chromium)}`);
}

function findChromium() {
  return ['chromium', 'chromium-browser', 'google-chrome'].find((name) => version(name) !== undefined);
}

function version(name) {
  try {
    return execFileSync(name, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function installChromium() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...sudo, 'apt-get', '-qq'];
  try {
    for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const [command, ...args] = [...apt, ...words];
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    }
  } catch (error) {
    console.error(error.message);
  }
  return findChromium();
}

/** The text that the page shows. */
async function inBrowser(name) {
  const server = createServer((request, response) => {
    if (request.url === '/') return response.setHeader('content-type', 'text/html').end(page);
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      response.setHeader('content-type', 'text/javascript').end(readFileSync(join(root, pathname)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'azml-lint-browser-'));
  const options = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    ...['--disable-background-networking', `--user-data-dir=${profile}`, '--dump-dom'],
  ];
  try {
    const address = `http://127.0.0.1:${server.address().port}/`;
    const { stdout } = await promisify(execFile)(name, [...options, address], { timeout: 120_000 });
    const [, written] = /<pre>(.+)<\/pre>/.exec(stdout) ?? [];
    return written === undefined ? stdout : JSON.parse(decodeURIComponent(written));
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
