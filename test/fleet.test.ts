/** The reports of many repositories: read, joined, compared and counted. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import type { FleetData } from '../src/fleet/data.ts';
import { fleetData } from '../src/fleet/fleet-data.ts';
import { fleetPage } from '../src/fleet/html.ts';
import { type JsonFinding, type JsonReport, readReport } from '../src/fleet/json-report.ts';
import { collectRepositories, type NamedReport } from '../src/fleet/repositories.ts';
import {
  endsOfSupport,
  figuresOf,
  imageTotals,
  repositoryTotals,
  ruleTotals,
  supportOn,
} from '../src/fleet/totals.ts';

const DAY = '2026-11-26';

type Finding = readonly [rule: string, line: number, severity?: JsonFinding['severity'], message?: string];

/** A finding as JSON has it. */
function finding([rule, line, severity = 'error', message = `about ${rule}`]: Finding) {
  const place = { line, column: 1, endLine: line, endColumn: 2 };
  return {
    rule,
    aliases: [],
    severity,
    messageId: 'it',
    message,
    data: {},
    ...place,
    related: [],
    help: `https://example.org/${rule}`,
  };
}

interface Sample {
  readonly uri?: string;
  readonly commit?: string;
  readonly path?: string;
  readonly repositoryPath?: string;
  readonly findings?: readonly Finding[];
  readonly hidden?: readonly (readonly [Finding, object])[];
  readonly stages?: readonly object[];
  readonly version?: string;
}

function reportOf({
  uri,
  commit,
  findings = [],
  hidden = [],
  stages,
  path = 'Dockerfile',
  repositoryPath,
  version = '1.0.0',
}: Sample) {
  return {
    version,
    schemaVersion: 1,
    ...((uri || commit) && { repository: { ...(uri && { uri }), ...(commit && { commit }) } }),
    files: [
      {
        path,
        ...(repositoryPath && { repositoryPath }),
        ...(stages && { stages }),
        findings: findings.map(finding),
        suppressed: hidden.map(([one, suppression]) => ({ ...finding(one), suppression })),
      },
    ],
    errors: [],
    summary: {
      files: 1,
      error: 0,
      warning: 0,
      info: 0,
      fixable: { safe: 0, unsafe: 0 },
      suppressed: 0,
      baselined: 0,
      fixed: 0,
      errors: 0,
    },
  };
}

function stage(image: string, more: object = {}) {
  return {
    kind: 'stage',
    line: 1,
    final: true,
    image: { text: image, reference: image },
    family: 'training',
    ...more,
  };
}

function named(sample: Sample, name = 'a'): NamedReport {
  return { report: readReport(JSON.stringify(reportOf(sample))) as JsonReport, shown: `${name}.json`, name };
}

function dataOf(now: readonly NamedReport[], before?: readonly NamedReport[]): FleetData {
  return fleetData({
    day: DAY,
    version: '1.0.0',
    now: collectRepositories(now),
    ...(before && { before: collectRepositories(before) }),
    leftOut: [],
  });
}

describe('a report', () => {
  test.each<[string, string, boolean]>([
    ['{', 'is not JSON', false],
    ['null', 'is no report of azml-lint', true],
    ['[]', 'is no report of azml-lint', true],
    ['{"files": []}', 'is no report of azml-lint', true],
    [
      '{"files": [], "summary": {}, "schemaVersion": 2}',
      'has another version of the format: use a newer azml-lint',
      false,
    ],
    [
      '{"files": [], "summary": {}, "schemaVersion": 1}',
      "is no valid report must have required property 'version'",
      false,
    ],
    [
      JSON.stringify({ ...reportOf({}), files: [{ path: 7, findings: [], suppressed: [] }] }),
      'is no valid report: files/0/path must be string',
      false,
    ],
    ['['.repeat(100_000), 'is not JSON', false],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'is no report of azml-lint', true],
  ])('%.60s', (json, reason, isForeign) => {
    expect(readReport(json)).toEqual({ reason, isForeign });
  });

  test.each([
    ['utf16le', '\ufeff'],
    ['utf16le', '\ufffe'],
  ] as const)('in %s with %j before it says how it is written', (encoding, mark) => {
    const text = Buffer.from(mark + JSON.stringify(reportOf({})), encoding).toString('utf8');
    expect(readReport(text)).toEqual({
      reason: 'is no UTF-8 (`>` of Windows PowerShell writes UTF-16: use `-o`)',
      isForeign: false,
    });
  });

  test('may have a byte-order mark, and fields that are not known', () => {
    expect(readReport(`\ufeff${JSON.stringify({ ...reportOf({}), later: 1 })}`)).toMatchObject({
      version: '1.0.0',
    });
  });
});

describe('repositories', () => {
  test.each<[string | undefined, string, string | undefined]>([
    ['https://github.com/acme/scoring', 'acme/scoring', 'https://github.com/acme/scoring'],
    [
      'https://user:secret@github.com/acme/scoring.git?x=1#y',
      'acme/scoring',
      'https://github.com/acme/scoring',
    ],
    ['ssh://github.com/acme/scoring.git', 'acme/scoring', undefined],
    [
      'https://dev.azure.com/acme/ml%20team/_git/scoring',
      'acme/ml team/scoring',
      'https://dev.azure.com/acme/ml%20team/_git/scoring',
    ],
    ['javascript:alert(1)', 'javascript:alert(1)', undefined],
    ['https://github.com', 'https://github.com', undefined],
    [undefined, 'a', undefined],
  ])('%s is %s', (uri, name, page) => {
    const [repository] = dataOf([named(uri === undefined ? {} : { uri })]).repositories;
    expect({ name: repository?.name, uri: repository?.uri }).toEqual({ name, uri: page });
  });

  test('of one name have their hosts before it', () => {
    const uris = ['https://github.com/acme/x', 'https://gitlab.com/acme/x', 'https://GitHub.com/ACME/y'];
    const names = dataOf(uris.map((uri) => named({ uri }))).repositories.map(({ name }) => name);
    expect(names).toEqual(['ACME/y', 'github.com/acme/x', 'gitlab.com/acme/x']);
  });

  test('are what all reports of a commit say, each thing once', () => {
    const uri = 'https://github.com/acme/x';
    const collected = collectRepositories([
      named({
        uri,
        commit: '1',
        findings: [
          ['a/a', 1],
          ['a/a', 1],
          ['a/b', 2],
        ],
      }),
      named(
        {
          uri,
          commit: '1',
          findings: [
            ['a/a', 1],
            ['a/c', 3],
          ],
        },
        'b',
      ),
      named({ uri, commit: '1', path: 'other/Dockerfile', findings: [['a/a', 1]] }, 'c'),
    ]);
    const [repository] = collected.repositories;
    expect(repository?.files.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)])).toEqual([
      ['Dockerfile', ['a/a', 'a/a', 'a/b', 'a/c']],
      ['other/Dockerfile', ['a/a']],
    ]);
    expect(collected).toMatchObject({ reports: 3, replaced: [] });
  });

  test('are what the last report says, if commits differ', () => {
    const uri = 'https://github.com/acme/x';
    const collected = collectRepositories([
      named({ uri, commit: '1', findings: [['a/a', 1]] }, '2026-11-19/x'),
      named({ uri, commit: '2', findings: [['a/b', 1]] }, '2026-11-26/x'),
    ]);
    expect(collected.repositories.map(({ files }) => files[0]?.findings[0]?.rule)).toEqual(['a/b']);
    expect(collected.replaced).toEqual(['2026-11-19/x.json']);
  });

  test('have paths from their roots', () => {
    const data = dataOf([
      named({ path: 'Dockerfile', repositoryPath: 'serve/Dockerfile', findings: [['a/a', 1]] }),
    ]);
    expect(data.texts[data.findings.path[0]!]).toBe('serve/Dockerfile');
  });
});

describe('a comparison', () => {
  const states = ({ findings, rules }: FleetData) =>
    findings.rule.map(
      (rule, row) =>
        `${rules[rule]!.id}:${findings.line[row]} ${['same', 'new', 'gone', 'hidden'][findings.state[row]!]}`,
    );

  test.each<[string, readonly Finding[], readonly Finding[], readonly string[]]>([
    ['of the same', [['a/a', 1]], [['a/a', 1]], ['a/a:1 same']],
    ['of lines that moved', [['a/a', 9]], [['a/a', 1]], ['a/a:9 same']],
    [
      'of one more',
      [
        ['a/a', 1],
        ['a/a', 5],
      ],
      [['a/a', 5]],
      ['a/a:1 new', 'a/a:5 same'],
    ],
    [
      'of one less',
      [['a/a', 5]],
      [
        ['a/a', 1],
        ['a/a', 5],
      ],
      ['a/a:5 same', 'a/a:1 gone'],
    ],
    ['of another message', [['a/a', 5, 'error', 'better words']], [['a/a', 1]], ['a/a:5 same']],
    ['of another severity', [['a/a', 1, 'error']], [['a/a', 1, 'warning']], ['a/a:1 new', 'a/a:1 gone']],
    ['of nothing', [], [], []],
  ])('%s', (_, now, before, expected) => {
    expect(states(dataOf([named({ findings: now })], [named({ findings: before })]))).toEqual(expected);
  });

  test('tells what a comment hides now from what is gone', () => {
    const before = named({
      findings: [
        ['a/a', 1],
        ['a/b', 2],
      ],
    });
    const data = dataOf(
      [named({ hidden: [[['a/a', 2], { kind: 'comment', line: 1, reason: 'why', until: '2027-01-31' }]] })],
      [before],
    );
    expect(states(data)).toEqual(['a/a:1 hidden', 'a/b:2 gone']);
    expect(data.hidden).toMatchObject({ state: [1], baselined: [0] });
    expect([data.hidden.reason, data.hidden.day].map(([text]) => data.texts[text!])).toEqual([
      'why',
      '2027-01-31',
    ]);
    expect(repositoryTotals(data)).toMatchObject([
      { counts: [0, 0, 0], before: [2, 0, 0], gone: 1, newlyHidden: 1, hidden: 1, verdict: 'better' },
    ]);
  });

  test('tells new and gone repositories, and that the others got worse or better', () => {
    const uri = (name: string) => `https://github.com/acme/${name}`;
    const data = dataOf(
      [
        named({ uri: uri('new'), findings: [['a/a', 1]] }),
        named({
          uri: uri('worse'),
          findings: [
            ['a/a', 1],
            ['a/b', 1],
          ],
        }),
        named({ uri: uri('better'), findings: [['a/a', 1, 'warning']] }),
        named({ uri: uri('same'), findings: [['a/a', 1, 'info']] }),
      ],
      [
        named({
          uri: uri('worse'),
          findings: [
            ['a/a', 1],
            ['a/a', 2, 'warning'],
          ],
        }),
        named({ uri: uri('better'), findings: [['a/a', 1]] }),
        named({ uri: uri('same') }),
        named({ uri: uri('gone'), findings: [['a/a', 1]] }),
      ],
    );
    const verdicts = repositoryTotals(data).map(({ repository, verdict }) => [
      data.repositories[repository]!.name,
      verdict,
    ]);
    expect(Object.fromEntries(verdicts)).toEqual({
      'acme/new': 'new',
      'acme/worse': 'worse',
      'acme/better': 'better',
      'acme/same': 'same',
      'acme/gone': 'gone',
    });
    expect(figuresOf(data)).toMatchObject({
      repositories: 4,
      repositoriesBefore: 4,
      counts: [3, 1, 1],
      before: [3, 1, 0],
      clean: 2,
      cleanBefore: 1,
    });
  });

  test('tells the images that changed', () => {
    const before = named({ stages: [stage('a:1'), stage('same:1')] });
    const data = dataOf([named({ stages: [stage('a:2'), stage('same:1'), stage('b:1')] })], [before]);
    const name = (image: number) => data.images[image]?.text;
    const { imageChanges } = data;
    expect(imageChanges.now.map((now, row) => [name(imageChanges.before[row]!), name(now)])).toEqual([
      ['a:1', 'a:2'],
      [undefined, 'b:1'],
    ]);
  });
});

describe('counted are', () => {
  test.each([
    [{ supportedUntil: '2026-11-25' }, 'ended'],
    [{ supportedUntil: '2026-11-26' }, 'ending'],
    [{ supportedUntil: '2027-02-24' }, 'ending'],
    [{ supportedUntil: '2027-02-25' }, 'supported'],
    [{ isOver: true }, 'ended'],
    [{}, 'unknown'],
  ])('%j as %s', (image, expected) => {
    expect(supportOn(image, DAY)).toBe(expected);
  });

  const digest = `sha256:${'0'.repeat(64)}`;
  const [one, two] = [
    named({
      uri: 'https://github.com/acme/one',
      stages: [
        stage('reg.io/x:1', {
          supportedUntil: '2026-01-31',
          ubuntu: '20.04',
          image: { text: '$X', reference: 'reg.io/x:1', tag: '1' },
        }),
        stage('reg.io/x:2', {
          image: { text: 'reg.io/x:2', reference: 'reg.io/x:2', tag: '2' },
          supportedUntil: '2028-01-31',
          supported: false,
          status: 'superseded',
        }),
        stage('scratch', { family: 'scratch' }),
        stage('base', { image: { text: 'base', stage: 'base' }, final: false }),
      ],
      findings: [
        ['a/a', 1],
        ['a/a', 2, 'warning'],
        ['a/b', 3, 'info'],
      ],
    }),
    named({
      uri: 'https://github.com/acme/two',
      stages: [
        stage(`reg.io/x:1@${digest}`, {
          ...{ supportedUntil: '2026-01-31', ubuntu: '20.04' },
          image: { text: 'x', reference: `reg.io/x:1@${digest}`, tag: '1', digest },
        }),
      ],
      findings: [['a/a', 1]],
      hidden: [[['a/c', 1], { kind: 'baseline', since: '2026-01-01' }]],
    }),
  ];
  const data = dataOf([one, two]);

  test('images by name, tag, digest and family', () => {
    const counted = (by: 'tag' | 'digest' | 'name' | 'family') =>
      imageTotals(data, by).map(({ text, repositories, stages }) => [text, repositories, stages]);
    expect(counted('tag')).toEqual([
      ['reg.io/x:1', 2, 2],
      ['reg.io/x:2', 1, 1],
    ]);
    expect(counted('digest')).toEqual([
      ['reg.io/x:1', 1, 1],
      ['reg.io/x:2', 1, 1],
      [`reg.io/x:1@${digest}`, 1, 1],
    ]);
    expect(counted('name')).toEqual([['reg.io/x', 2, 3]]);
    expect(counted('family')).toEqual([['training', 2, 3]]);
  });

  test('an image apart where a file brings a Python of its own', () => {
    const own = { supportedUntil: '2025-10-31', python: '3.9' };
    const apart = dataOf([named({ stages: [stage('x:1'), stage('x:1', own)] })]);
    expect(imageTotals(apart, 'tag').map(({ text, contents }) => [text, contents])).toEqual([
      ['x:1', ''],
      ['x:1', 'Python 3.9'],
    ]);
    expect(imageTotals(apart, 'name').map(({ supportedUntil }) => supportedUntil)).toEqual(['2025-10-31']);
  });

  test('what gets no more fixes as ended, on no day that is yet to come', () => {
    expect(
      imageTotals(data, 'tag').map(({ support, supportedUntil, contents }) => [
        support,
        supportedUntil,
        contents,
      ]),
    ).toEqual([
      ['ended', '2026-01-31', 'Ubuntu 20.04'],
      ['ended', '', ''],
    ]);
    expect(endsOfSupport(data)).toEqual([{ time: '2026-01', repositories: 2, images: 1 }]);
  });

  test('a repository once for a time in which several of its images end', () => {
    const stages = ['2024-01-31', '2025-02-28'].map((supportedUntil) => stage('x:1', { supportedUntil }));
    const both = dataOf([named({ stages })]);
    const at = (time: string, images: number) => ({ time, repositories: 1, images });
    expect(endsOfSupport(both)).toEqual([at('2024-01', 1), at('2025-02', 1)]);
    expect(
      endsOfSupport(
        both,
        () => true,
        () => 'earlier',
      ),
    ).toEqual([at('earlier', 2)]);
  });

  test('rules and repositories, all or some', () => {
    expect(
      ruleTotals(data).map(({ rule, counts, repositories, hidden }) => [
        data.rules[rule]!.id,
        counts,
        repositories,
        hidden,
      ]),
    ).toEqual([
      ['a/a', [2, 1, 0], 2, 0],
      ['a/b', [0, 0, 1], 1, 0],
      ['a/c', [0, 0, 0], 0, 1],
    ]);
    expect(repositoryTotals(data, (repository) => repository === 1)).toMatchObject([
      { counts: [1, 0, 0], hidden: 1, images: 1 },
    ]);
    expect(figuresOf(data)).toMatchObject({
      repositories: 2,
      clean: 0,
      ended: 2,
      ending: 0,
      counts: [2, 1, 1],
      hidden: 1,
    });
  });
});

describe('the page', () => {
  test('has data in which no HTML and no hidden character is', () => {
    const hostile = '</script><!--<script>\u202e\u0000\u2028';
    const page = fleetPage(
      dataOf([named({ findings: [['a/a', 1, 'error', hostile]], stages: [stage(hostile)] })]),
    );
    const json = /id="data">(.*?)<\/script>/s.exec(page)![1]!;
    expect(json).not.toMatch(/[<\u2028\u202e\0]/);
    const data: FleetData = JSON.parse(json);
    expect(data.texts).toContain('</script><!--<script>\\u{202e}\\u{0}\\u{2028}');
  });

  test('is small without data, and depends on nothing but its input', () => {
    const page = fleetPage(dataOf([]));
    expect(page.length).toBeLessThan(300_000);
    expect(fleetPage(dataOf([]))).toBe(page);
    expect(page).not.toMatch(/(?:src|href)="http|url\(|@import/);
  });

  test('cuts texts that nobody reads', () => {
    const data = dataOf([named({ findings: [['a/a', 1, 'error', 'x'.repeat(1_000_000)]] })]);
    expect(Math.max(...data.texts.map((text) => text.length))).toBe(1001);
  });
});

describe('azml-lint report', () => {
  function directoryOf(files: Readonly<Record<string, unknown>>): string {
    const directory = mkdtempSync(join(tmpdir(), 'azml-lint-fleet-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return directory;
  }

  async function report(cwd: string, ...args: readonly string[]) {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const written = Promise.all([text(stdout), text(stderr)]);
    const io = { stdin: Readable.from(['']), stdout, stderr, env: {}, cwd: () => cwd };
    const status = await main(['report', '--now', DAY, ...args], io);
    stdout.end();
    stderr.end();
    const [out, err] = await written;
    const json = /id="data">(.*?)<\/script>/s.exec(out)?.[1];
    return {
      status,
      stderr: err,
      stdout: out,
      data: json === undefined ? undefined : (JSON.parse(json) as FleetData),
    };
  }

  test('reads all JSON below a directory, and names repositories by their files where they do not say it', async () => {
    const cwd = directoryOf({
      'r/scoring.json': reportOf({}),
      'r/acme/churn/azml-lint.json': reportOf({}),
      'r/acme/fraud/report.JSON.txt': reportOf({}),
      'r/.hidden/x.json': reportOf({ uri: 'https://github.com/acme/x' }),
      'single/azml-lint.json': reportOf({}),
    });
    symlinkSync('.', join(cwd, 'r/around'));
    symlinkSync('nowhere', join(cwd, 'r/lost.json'));
    const { status, stderr, data } = await report(cwd, 'r', 'single/azml-lint.json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '4 reports of 4 repositories.\n' });
    expect(data?.repositories.map(({ name }) => name)).toEqual(['acme/churn', 'acme/x', 'scoring', 'single']);
  });

  test('compares files that are named, wherever they lie', async () => {
    const files = ['scoring.json', 'churn/azml-lint.json'];
    const cwd = directoryOf(
      Object.fromEntries(
        ['today', 'before'].flatMap((day) => files.map((path) => [`${day}/${path}`, reportOf({})])),
      ),
    );
    const previous = files.flatMap((path) => ['--previous', `before/${path}`]);
    const { data } = await report(cwd, ...files.map((path) => `today/${path}`), ...previous);
    expect(data?.repositories).toMatchObject([
      { name: 'churn', state: 0 },
      { name: 'scoring', state: 0 },
    ]);
    const all = await report(cwd, 'today/scoring.json', 'before/scoring.json');
    expect(all.data?.repositories.map(({ name }) => name)).toEqual(['before/scoring', 'today/scoring']);
  });

  test.each(['r/a.json', 'r/other.json', 'old/a.json', 'linked.json'])(
    'never writes the page over %s, which it reads',
    async (output) => {
      const cwd = directoryOf({ 'r/a.json': reportOf({}), 'r/other.json': {}, 'old/a.json': reportOf({}) });
      symlinkSync('r/a.json', join(cwd, 'linked.json'));
      const before = readFileSync(join(cwd, output), 'utf8');
      const { status, stderr } = await report(cwd, 'r', '--previous', 'old', '-o', output);
      expect(status).toBe(2);
      expect(stderr).toContain(`the report ${output} is not written: it would replace what it is made from`);
      expect(readFileSync(join(cwd, output), 'utf8')).toBe(before);
    },
  );

  test('says what it leaves out, and goes on', async () => {
    const cwd = directoryOf({
      'r/a.json': reportOf({}),
      'r/package.json': {},
      'r/tsconfig.json': {},
      'r/cut.json': '{"files": [',
    });
    const { status, stderr, data } = await report(cwd, 'r');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        'azml-lint: r/cut.json is not JSON, and is left out\nazml-lint: no reports of azml-lint, and left out: r/package.json, r/tsconfig.json\n1 report of 1 repository.\n',
    });
    expect(data?.leftOut).toEqual(['r/cut.json is not JSON']);
  });

  test.each<[readonly string[], number, string]>([
    [['none'], 2, 'azml-lint: none: there is no such file\n'],
    [['empty'], 3, 'azml-lint: there is no report of azml-lint in empty\n'],
    [['r', 'none'], 2, 'azml-lint: none: there is no such file\n'],
    [
      ['r', '--fail-on-worse'],
      2,
      'azml-lint: `--fail-on-worse` compares with earlier reports\n  Add `--previous DIR`.\n',
    ],
    [[], 2, 'azml-lint: the command needs an argument\n'],
    [['r', '--now', 'today'], 2, 'azml-lint: `--now today` is not a day\n'],
    [['r', '-o', 'r'], 2, 'azml-lint: the report r cannot be written'],
  ])('%j has status %i', async (args, status, words) => {
    const cwd = directoryOf({ 'r/a.json': reportOf({}), 'empty/x.txt': '' });
    const result = await report(cwd, ...args);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(words);
  });

  test('--fail-on-worse fails, and names who got worse', async () => {
    const cwd = directoryOf({
      'now/a.json': reportOf({ findings: [['a/a', 1]] }),
      'now/b.json': reportOf({}),
      'before/a.json': reportOf({}),
      'before/b.json': reportOf({ findings: [['a/a', 1]] }),
      'first/x.txt': '',
    });
    const run = async (...args: readonly string[]) => {
      const { status, stderr } = await report(cwd, 'now', '--previous', ...args);
      return { status, stderr };
    };
    expect(await run('before')).toEqual({
      status: 0,
      stderr: '2 reports of 2 repositories. 1 got worse: a.\n',
    });
    expect(await run('before', '--fail-on-worse')).toMatchObject({ status: 1 });
    expect(await run('now', '--fail-on-worse')).toEqual({
      status: 0,
      stderr: '2 reports of 2 repositories. None got worse.\n',
    });
    // Nothing was there in the first week.
    expect(await run('first', '--fail-on-worse')).toEqual({
      status: 0,
      stderr:
        'azml-lint: nothing is compared: there is no report of azml-lint in first\n2 reports of 2 repositories.\n',
    });
  });
});
