/** reviewdog reads our reports, and comments on a pull request with suggestions that are our fixes. */
import { execFile, execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { azmlLint, directoryWith, only } from '../cli.ts';
import { client } from './client.ts';

const dockerfile = `FROM ubuntu:24.04
RUN echo "hé 😀" && apt-get install --no-install-recommends curl
USER 1000
`;
const fixed = 'RUN echo "hé 😀" && apt-get install -y --no-install-recommends curl';
const rule = only('apt/asks-for-confirmation');

/** A repository, in whose folder `images` everything is run. */
function repository(): string {
  const root = directoryWith({ 'images/Dockerfile': dockerfile });
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  return join(root, 'images');
}

async function reviewdog(args: readonly string[], cwd: string, input: string, env = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } };
    const child = execFile(client('reviewdog'), args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
      else resolve(stdout);
    });
    child.stdin!.end(input);
  });
}

test('rdjson: it reads what we write', async () => {
  const cwd = repository();
  const { stdout } = await azmlLint([...rule, '-f', 'rdjson'], { cwd });
  const written: { readonly diagnostics: readonly object[] } = JSON.parse(stdout);
  const read = await reviewdog(['-f=rdjson', '-reporter=rdjson', '-filter-mode=nofilter'], cwd, stdout);
  const expected = written.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    source: expect.objectContaining({ name: 'azml-lint' }),
  }));
  expect(expected).toHaveLength(1);
  expect(JSON.parse(read).diagnostics).toEqual(expected);
});

test('checkstyle: it reads what we write', async () => {
  const cwd = repository();
  const { stdout } = await azmlLint([...rule, '-f', 'checkstyle'], { cwd });
  const read = await reviewdog(['-f=checkstyle', '-reporter=rdjson', '-filter-mode=nofilter'], cwd, stdout);
  expect(JSON.parse(read).diagnostics).toMatchObject([
    {
      message: expect.stringContaining('install'),
      location: { path: 'Dockerfile', range: { start: { line: 2 } } },
      severity: 'WARNING',
      code: { value: 'azml-lint.apt/asks-for-confirmation' },
    },
  ]);
});

test('rdjson: a pull request gets a comment whose suggestion is the fixed line', async () => {
  const cwd = repository();
  const { stdout } = await azmlLint([...rule, '-f', 'rdjson'], { cwd });
  const { address, reviews } = await gitHub();
  await reviewdog(['-f=rdjson', '-reporter=github-pr-review'], cwd, stdout, {
    GITHUB_API: `${address}/`,
    REVIEWDOG_GITHUB_API_TOKEN: 'none',
    CI_PULL_REQUEST: '1',
    CI_COMMIT: 'c0ffee',
    CI_REPO_OWNER: 'o',
    CI_REPO_NAME: 'r',
  });
  expect(reviews).toMatchObject([{ comments: [{ path: 'images/Dockerfile', line: 2 }] }]);
  const [{ comments }] = reviews as readonly [{ readonly comments: readonly [{ readonly body: string }] }];
  const [{ body }] = comments;
  expect(body).toContain('Fix (safe): ');
  expect(/^```suggestion\n([\s\S]*?)\n```$/m.exec(body)?.[1]).toBe(fixed);
});

/** As much of GitHub as reviewdog asks for: a pull request that adds the Dockerfile. */
async function gitHub(): Promise<{ readonly address: string; readonly reviews: readonly unknown[] }> {
  const reviews: unknown[] = [];
  const lines = dockerfile.trimEnd().split('\n');
  const head = `diff --git a/images/Dockerfile b/images/Dockerfile\nnew file mode 100644\n--- /dev/null\n+++ b/images/Dockerfile`;
  const diff = `${head}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
  const answer = async (request: IncomingMessage): Promise<string> => {
    const [path] = request.url!.split('?');
    if (request.method === 'POST' && path!.endsWith('/pulls/1/reviews')) {
      reviews.push(JSON.parse(await text(request)));
      return '{}';
    }
    if (path!.endsWith('/comments')) return '[]';
    if (path!.endsWith('/pulls/1')) return request.headers.accept?.includes('diff') ? diff : '{}';
    return '{"html_url":"https://github.com/o/r"}';
  };
  const server = createServer(async (request, response) => response.end(await answer(request)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reviews };
}
