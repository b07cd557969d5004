/** What git knows of a repository is read from its files. Git itself makes them here, and hostile ones are written by hand. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { webAddress } from '../src/report/provenance.ts';
import type { FileReport } from '../src/report/run.ts';
import { gitSettings } from '../src/session/git-config.ts';
import { gitHeadOf } from '../src/session/git-head.ts';
import { repositoryOfRun } from '../src/session/run-repository.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'azml-lint-git-')));
afterAll(() => rmSync(top, { recursive: true }));

let root: string;
let count = 0;
beforeEach(() => {
  root = join(top, `r${count++}`);
  mkdirSync(root);
});

function git(args: string, cwd = root): string {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...own, ...args.split(' ')], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A repository with one commit and a remote. */
function repository(): string {
  git('init -q -b main');
  git('commit -q --allow-empty -m first');
  git('remote add origin https://user:secret@github.com/contoso/scoring.git');
  return git('rev-parse HEAD');
}

const REMOTE = 'https://user:secret@github.com/contoso/scoring.git';
const HASH = 'a'.repeat(40);

describe('what git has made', () => {
  test('a branch', () => {
    const commit = repository();
    expect(gitHeadOf(root)).toEqual({ remote: REMOTE, commit, reference: 'refs/heads/main' });
  });

  test('references in one file', () => {
    const commit = repository();
    git('branch other');
    git('pack-refs --all');
    expect(gitHeadOf(root)).toEqual({ remote: REMOTE, commit, reference: 'refs/heads/main' });
  });

  test('no branch', () => {
    const commit = repository();
    git('checkout -q --detach');
    expect(gitHeadOf(root)).toEqual({ remote: REMOTE, commit });
  });

  test('no commit yet', () => {
    git('init -q -b main');
    expect(gitHeadOf(root)).toEqual({ reference: 'refs/heads/main' });
  });

  test('a worktree, with references in one file', () => {
    const commit = repository();
    git(`worktree add -q -b feature/x ${root}-tree`);
    expect(gitHeadOf(`${root}-tree`)).toEqual({ remote: REMOTE, commit, reference: 'refs/heads/feature/x' });
    git('pack-refs --all');
    expect(gitHeadOf(`${root}-tree`).commit).toBe(commit);
  });

  test('a submodule', () => {
    const commit = repository();
    const outer = `${root}-outer`;
    mkdirSync(outer);
    git('init -q -b main', outer);
    git(`submodule --quiet add ${root} inner`, outer);
    expect(gitHeadOf(join(outer, 'inner'))).toEqual({ remote: root, commit, reference: 'refs/heads/main' });
  });

  test('the remote of the branch', () => {
    repository();
    git('remote add up https://github.com/up/scoring');
    git('config branch.main.remote up');
    expect(gitHeadOf(root).remote).toBe('https://github.com/up/scoring');
  });
});

describe('what somebody has written', () => {
  test.each([
    ['nothing', {}],
    ['no HEAD', { '.git/config': '' }],
    ['a reference that leads out', { '.git/HEAD': 'ref: refs/../../secret\n', secret: HASH }],
    ['a reference of another place', { '.git/HEAD': 'ref: /etc/passwd\n' }],
    ['a reference with a control character', { '.git/HEAD': 'ref: refs/heads/\x1b[2J\n' }],
    ['a hidden reference, as with reftable', { '.git/HEAD': 'ref: refs/heads/.invalid\n' }],
    ['something else', { '.git/HEAD': '::error::x' }],
    ['a `.git` that leads to a repository which knows nothing of it', { '.git': 'gitdir: ../victim/.git\n' }],
    ['a `.git` that leads nowhere', { '.git': 'gitdir: ../nowhere\n' }],
    [
      'a worktree of another one',
      { '.git': 'gitdir: own\n', 'own/gitdir': '../../x/.git', 'own/commondir': '..' },
    ],
  ])('%s', (_, files) => {
    mkdirSync(join(top, 'victim/.git'), { recursive: true });
    writeFileSync(join(top, 'victim/.git/HEAD'), HASH);
    for (const [path, text] of Object.entries(files)) put(path, text);
    expect(gitHeadOf(root)).toEqual({});
  });

  test('a reference that is no commit', () => {
    put('.git/HEAD', 'ref: refs/heads/main\n');
    symlinkSync('/etc/passwd', join(root, '.git/passwd'));
    put('.git/refs/heads/main', 'ref: refs/heads/main\n');
    expect(gitHeadOf(root)).toEqual({ reference: 'refs/heads/main' });
  });

  test('a pipe is not waited for', () => {
    mkdirSync(join(root, '.git'));
    execFileSync('mkfifo', [join(root, '.git/HEAD')]);
    expect(gitHeadOf(root)).toEqual({});
  });

  test('a worktree that takes another repository for its own', () => {
    put('.git', 'gitdir: own\n');
    put('own/gitdir', '../.git');
    put('own/commondir', `${top}/victim/.git`);
    put('own/HEAD', HASH);
    expect(gitHeadOf(root)).toEqual({});
  });
});

test('the syntax of a configuration', () => {
  const text = `; comment
[core] bare = false
[remote "a\\"b"]
\turl = "https://x.example/a#b" # comment
  fetch
[Remote "up"]
\tURL = https://x.example/\\
long
[remote "up"]
url = second
nonsense ]
`;
  expect([...gitSettings(text)]).toEqual([
    ['core.bare', 'false'],
    ['remote.a"b.url', 'https://x.example/a#b'],
    ['remote.a"b.fetch', 'true'],
    ['remote.up.url', 'https://x.example/long'],
  ]);
});

test.each([
  ['https://user:secret@github.com/contoso/scoring.git', 'https://github.com/contoso/scoring'],
  ['git@github.com:contoso/scoring.git', 'https://github.com/contoso/scoring'],
  ['github.com:contoso/scoring', 'https://github.com/contoso/scoring'],
  ['ssh://git@gitlab.com/group/sub/scoring.git/', 'https://gitlab.com/group/sub/scoring'],
  ['git@ssh.dev.azure.com:v3/contoso/ml/scoring', 'https://dev.azure.com/contoso/ml/_git/scoring'],
  ['https://contoso@dev.azure.com/contoso/ml/_git/scoring', 'https://dev.azure.com/contoso/ml/_git/scoring'],
  ['git@git.contoso.example:ml/scoring.git', 'ssh://git.contoso.example/ml/scoring'],
  ['https://github.com/contoso/scoring?token=secret', 'https://github.com/contoso/scoring'],
  ['/srv/git/scoring.git', undefined],
  ['../scoring', undefined],
  ['C:\\git\\scoring', undefined],
  ['javascript:alert(1)', undefined],
  ['ext::sh -c true', undefined],
  ['', undefined],
])('the address %s', (written, address) => expect(webAddress(written)).toBe(address));

describe('the repository of a run', () => {
  const ci = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com' };
  const ofRun = (env: Record<string, string> = {}, files = [join(root, 'a/Dockerfile')], cwd = root) =>
    repositoryOfRun(files, cwd, env);

  test('is that of git, without credentials', () => {
    const commit = repository();
    const { repository: found } = ofRun();
    expect(found).toEqual({ uri: 'https://github.com/contoso/scoring', commit, branch: 'main' });
  });

  test('has the branch from CI, which checks out a commit', () => {
    const commit = repository();
    git('checkout -q --detach');
    const env = {
      ...ci,
      GITHUB_REPOSITORY: 'contoso/scoring',
      GITHUB_SHA: HASH,
      GITHUB_REF: 'refs/heads/dev',
    };
    expect(ofRun(env).repository).toMatchObject({ commit, branch: 'dev' });
  });

  test('is not that of the pipeline which looks at a clone of another', () => {
    const commit = repository();
    git('checkout -q --detach');
    const env = {
      ...ci,
      GITHUB_REPOSITORY: 'contoso/fleet',
      GITHUB_SHA: HASH,
      GITHUB_REF: 'refs/heads/main',
    };
    expect(ofRun(env).repository).toEqual({ uri: 'https://github.com/contoso/scoring', commit });
  });

  test('is that of CI where git has left no files', () => {
    const env = { ...ci, GITHUB_REPOSITORY: 'contoso/scoring', GITHUB_SHA: HASH, GITHUB_REF: 'refs/tags/v1' };
    mkdirSync(join(root, '.git'));
    expect(ofRun(env).repository).toEqual({
      uri: 'https://github.com/contoso/scoring',
      commit: HASH,
      branch: 'refs/tags/v1',
    });
  });

  test('is not known if the files are in several', () => {
    repository();
    const other = join(top, 'victim/Dockerfile');
    expect(ofRun({}, [join(root, 'Dockerfile'), other]).repository).toBeUndefined();
  });

  test('is the place from which paths are told', () => {
    repository();
    const file: FileReport = {
      path: 'Dockerfile',
      findings: [],
      source: { path: '', text: '', lineStarts: [0] },
    };
    expect(ofRun({}, [], join(root, 'ml')).placed(file).repositoryPath).toBe('ml/Dockerfile');
    expect(ofRun({}, [], root).placed(file)).toBe(file);
    const path = `${root.slice(top.length + 1)}/ml/Dockerfile`;
    const { placed } = ofRun({}, [join(top, path)], top);
    expect(placed({ ...file, path }).repositoryPath).toBe('ml/Dockerfile');
    expect(placed({ ...file, path: '<stdin>' })).not.toHaveProperty('repositoryPath');
  });
});
