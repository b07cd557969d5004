import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { lineFingerprints } from '../src/report/fingerprint.ts';
import type { Run } from '../src/report/run.ts';
import type { SarifOptions } from '../src/report/sarif.ts';
import { sarifMessage } from '../src/report/sarif-message.ts';
import { helpUri } from '../src/rule/links.ts';
import { sourceOf } from '../src/text/source.ts';
import { homepage } from '../src/version.ts';
import {
  type FindingSample,
  fileOf,
  insertion,
  runOf,
  sampleRules,
  sarifReport,
  spanOf,
} from './report-samples.ts';

const page = `# apt package lists stay in the image

The **lists** of \`apt-get update\` [stay](https://example.com) in the layer:
some forty megabytes.

## Bad
`;
const options: SarifOptions = {
  cwd: '/work',
  root: '/work',
  sarifSuppressed: false,
  env: {},
  loadPages: async () => ({ 'apt/lists-kept': page }),
};

async function printed(run: Run, given: Partial<SarifOptions> = {}): Promise<string> {
  let text = '';
  for await (const piece of sarifReport(run, { ...options, ...given })) text += piece;
  return text;
}

/** The only run of the log. */
async function report(run: Run, given: Partial<SarifOptions> = {}) {
  const log: Log = JSON.parse(await printed(run, given));
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  return log.runs[0]!;
}

/** The only result for a finding in a text. */
async function result(
  text: string,
  sample: FindingSample,
  path = 'Dockerfile',
  given: Partial<SarifOptions> = {},
) {
  const { results } = await report(runOf([fileOf(path, text, [sample])]), given);
  expect(results).toHaveLength(1);
  return results![0]!;
}

test('a document with all rules, also where nothing was found', async () => {
  const { tool, results, invocations, columnKind, originalUriBaseIds, automationDetails } = await report(
    runOf([]),
  );
  expect(results).toEqual([]);
  expect(invocations).toEqual([
    { executionSuccessful: true, toolExecutionNotifications: [], toolConfigurationNotifications: [] },
  ]);
  expect(columnKind).toBe('utf16CodeUnits');
  expect(originalUriBaseIds).toHaveProperty('%SRCROOT%');
  expect(automationDetails).toBeUndefined();
  expect(tool.driver).toMatchObject({
    name: 'azml-lint',
    fullName: 'azml-lint 1.2.3',
    version: '1.2.3',
    semanticVersion: '1.2.3',
    informationUri: homepage,
  });
  expect(tool.driver.rules?.map(({ id }) => id)).toEqual(sampleRules.map(({ id }) => id));
});

test('a rule with its page', async () => {
  const { tool } = await report(runOf([]));
  expect(tool.driver.rules?.[0]).toEqual({
    id: 'apt/lists-kept',
    name: 'AptListsKept',
    shortDescription: { text: 'Apt package lists stay in the image.' },
    fullDescription: { text: 'The lists of apt-get update stay in the layer: some forty megabytes.' },
    help: { text: 'The lists of apt-get update stay in the layer: some forty megabytes.', markdown: page },
    helpUri: helpUri('apt/lists-kept'),
    defaultConfiguration: { enabled: true, level: 'warning' },
    properties: {
      precision: 'high',
      'problem.severity': 'warning',
      tags: ['dockerfile', 'apt'],
      aliases: ['DL3009'],
    },
  });
});

test('a rule that is off, and one about security, without pages', async () => {
  const { tool } = await report(runOf([]));
  expect(tool.driver.rules?.[1]).toMatchObject({
    fullDescription: { text: 'The base image is not pinned by digest.' },
    help: {
      text: 'The base image is not pinned by digest.',
      markdown: 'The base image is not pinned by digest.',
    },
    defaultConfiguration: { enabled: false, level: 'warning' },
  });
  expect(tool.driver.rules?.[1]?.properties).not.toHaveProperty('security-severity');
  expect(tool.driver.rules?.[2]).toMatchObject({
    defaultConfiguration: { enabled: true, level: 'error' },
    properties: {
      'problem.severity': 'error',
      tags: ['dockerfile', 'secrets', 'security'],
      'security-severity': '8.0',
    },
  });
});

test('a group that is called like a tag gives no tag twice', async () => {
  const rules = [
    { ...sampleRules[0]!, id: 'dockerfile/x' },
    { ...sampleRules[2]!, id: 'security/x' },
  ];
  const { tool } = await report(runOf([], { rules }));
  expect(tool.driver.rules?.map(({ properties }) => properties?.tags)).toEqual([
    ['dockerfile'],
    ['dockerfile', 'security'],
  ]);
});

test('all of a result', async () => {
  const text = 'FROM a\nRUN b \\\n  c\n';
  const at = spanOf(text, 'b \\\n  c');
  const related = [{ at: spanOf(text, 'FROM'), message: 'this image' }];
  expect(
    await result(text, { at, severity: 'info', message: 'the thing', related, fix: insertion(at.end, ' d') }),
  ).toEqual({
    ruleId: 'apt/lists-kept',
    ruleIndex: 0,
    level: 'note',
    message: {
      text: 'the thing [Line 1](1): this image.',
      markdown: 'the thing [Line 1](1): this image.',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
          region: { startLine: 2, startColumn: 5, endLine: 3, endColumn: 4 },
        },
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
        },
        message: { text: 'this image', markdown: 'this image' },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: lineFingerprints(sourceOf(text), new Set([2])).get(2) },
    fixes: [
      {
        description: { text: 'Insert it (safe)', markdown: 'Insert it (safe)' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 4 },
                insertedContent: { text: ' d' },
              },
            ],
          },
        ],
      },
    ],
  });
});

test.each([
  ['Dockerfile', '', 'Dockerfile'],
  ['Dockerfile', 'images/score', 'images/score/Dockerfile'],
  ['../train/Dockerfile', 'images/score', 'images/train/Dockerfile'],
  ['a b/ü#?%/Dockerfile', '', 'a%20b/%C3%BC%23%3F%25/Dockerfile'],
  ['c:x/\x1b/Dockerfile', '', 'c%3Ax/%1B/Dockerfile'],
  ['\ud800', '', '%EF%BF%BD'],
])('%j in directory %j', async (path, directory, uri) => {
  const checkout = { cwd: `/work/${directory}`, root: '/work' };
  const { locations } = await result('x', { at: { start: 0, end: 1 } }, path, checkout);
  expect(locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
});

test.each([
  ['/srv/a b/Dockerfile', 'file:///srv/a%20b/Dockerfile'],
  ['C:/src/Dockerfile', 'file:///C%3A/src/Dockerfile'],
])('%s, which is absolute', async (path, uri) => {
  const { locations } = await result('x', { at: { start: 0, end: 1 } }, path, { cwd: '/work/images' });
  expect(locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri });
});

test.each([
  ['nightly', 'nightly/'],
  ['docker/nightly/', 'docker/nightly/'],
])('category %s', async (category, id) => {
  expect((await report(runOf([]), { category })).automationDetails).toEqual({ id });
});

test('what a policy wrote about it is told with the result', async () => {
  const at = { start: 0, end: 1 };
  expect((await result('x', { at })).properties).toBeUndefined();
  const { properties } = await result('x', { at, help: 'https://acme.example/policy' });
  expect(properties).toEqual({ helpUri: 'https://acme.example/policy' });
});

test('a rule from elsewhere has no index', async () => {
  expect(await result('x', { at: { start: 0, end: 1 }, rule: 'acme/own' })).not.toHaveProperty('ruleIndex');
});

test('what went wrong becomes a notification, not a result', async () => {
  const errors = [
    { message: 'no such file', path: 'no file' },
    { message: 'unknown rule', configuration: true as const },
  ];
  const broken = { at: { start: 0, end: 1 }, internal: true as const, message: 'internal error' };
  const { results, invocations } = await report(runOf([fileOf('Dockerfile', 'x', [broken])], { errors }));
  expect(results).toEqual([]);
  expect(invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'no such file' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'no%20file' } } }],
        },
        {
          level: 'error',
          message: { text: 'internal error' },
          associatedRule: { id: 'apt/lists-kept', index: 0 },
        },
      ],
      toolConfigurationNotifications: [{ level: 'error', message: { text: 'unknown rule' } }],
    },
  ]);
});

describe('messages', () => {
  const place = { id: 1, line: 8, label: 'this `COPY`' };

  test('lead to places that they name, the first time, and only in prose', () => {
    expect(
      sarifMessage('`line 8` is not it, line 80 neither: the COPY on line 8, or line 8', [place]),
    ).toEqual({
      text: '`line 8` is not it, line 80 neither: the COPY on [line 8](1), or line 8',
      markdown: '`line 8` is not it, line 80 neither: the COPY on [line 8](1), or line 8',
    });
  });

  test('end with the places that they do not name', () => {
    const other = { id: 2, line: 9, label: 'and that one!' };
    expect(sarifMessage('Put it on line 9.', [place, other]).text).toBe(
      'Put it on [line 9](2). [Line 8](1): this `COPY`.',
    );
    expect(sarifMessage('Nothing.', [other, place]).text).toBe(
      'Nothing. [Line 9](2): and that one! [Line 8](1): this `COPY`.',
    );
  });

  test.each([
    ['`[click](https://example.com)`', '`[click\\](https://example.com)`'],
    ['[click](1)', '[click\\](1)'],
    ['[click\\](1)', '[click\\](1)'],
    ['[click\\\\](1)', '[click\\\\\\](1)'],
  ])('a file cannot put a link into the text %j', (message, text) => {
    expect(sarifMessage(message).text).toBe(text);
  });

  test.each([
    ['a `b` c', 'a `b` c'],
    ['`[click](https://example.com)`', '`[click](https://example.com)`'],
    ['`a`[click](https://example.com)`', '`a`\\[click\\](https\\://example.com)\\`'],
    ['<img src=x onerror=a> &lt; www.example.com', '\\<img src=x onerror=a\\> \\&lt; www\\.example.com'],
    ['![x](y) @team #1 *a* _b_ ~~c~~', '\\!\\[x\\](y) \\@team \\#1 \\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['a\n# b\r\n\r\n- c `d\ne`', 'a \\# b - c `d e`'],
    ['``', '\\`\\`'],
  ])('markdown of %j', (message, markdown) => {
    expect(sarifMessage(message).markdown).toBe(markdown);
  });

  test('places that a file has named are masked, and lead where they should', async () => {
    const text = 'ENV DB_PASSWORD=correcthorse\nRUN x\n';
    const { message } = await result(text, {
      at: spanOf(text, 'x'),
      message: 'x is wrong',
      related: [{ at: spanOf(text, 'DB_PASSWORD'), message: 'here correcthorse [a](b)' }],
    });
    expect(message).toEqual({
      text: 'x is wrong [Line 1](1): here *** [a\\](b).',
      markdown: 'x is wrong [Line 1](1): here \\*\\*\\* \\[a\\](b).',
    });
  });
});

test('what one rule finds on one line has fingerprints of its own', async () => {
  const text = 'RUN a b\nRUN c\n';
  const [a, b, c] = ['a', 'b', 'c'].map((word) => ({ at: spanOf(text, word) }));
  const other = { ...b!, rule: 'acme/own' };
  const { results } = await report(runOf([fileOf('Dockerfile', text, [a!, b!, other, c!])]));
  const line = lineFingerprints(sourceOf(text), new Set([1, 2]));
  expect(results?.map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash)).toEqual([
    line.get(1),
    `${line.get(1)}:2`,
    line.get(1),
    line.get(2),
  ]);
});

describe('in CI', () => {
  const azure = {
    TF_BUILD: 'True',
    SYSTEM_DEFINITIONID: '42',
    BUILD_DEFINITIONNAME: 'images',
    BUILD_BUILDID: '1234',
    SYSTEM_PHASEID: '3a3a2a60-14c7-570b-14a4-fa42ad92f52a',
    SYSTEM_PHASENAME: 'lint',
    BUILD_REPOSITORY_URI: 'https://acme:correcthorse@dev.azure.com/acme/ml/_git/images?token=x',
    BUILD_SOURCEVERSION: 'c0ffee',
    BUILD_SOURCEBRANCH: 'refs/heads/main',
  };
  const mappedTo = { uriBaseId: '%SRCROOT%' };

  test('Azure Pipelines', async () => {
    const { automationDetails, versionControlProvenance } = await report(runOf([]), { env: azure });
    expect(versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://dev.azure.com/acme/ml/_git/images',
        revisionId: 'c0ffee',
        branch: 'refs/heads/main',
        mappedTo,
      },
    ]);
    expect(automationDetails).toEqual({
      id: 'azuredevops/pipeline/build/42/3a3a2a60-14c7-570b-14a4-fa42ad92f52a/azml-lint/1234',
      properties: {
        'azuredevops/pipeline/build/buildDefinitionId': '42',
        'azuredevops/pipeline/build/buildDefinitionName': 'images',
        'azuredevops/pipeline/build/phaseId': '3a3a2a60-14c7-570b-14a4-fa42ad92f52a',
        'azuredevops/pipeline/build/phaseName': 'lint',
      },
    });
  });

  test('Azure Pipelines with a category, a job in the place of the phase, and little else', async () => {
    const env = { TF_BUILD: 'True', SYSTEM_PHASEID: 'lint', SYSTEM_JOBID: azure.SYSTEM_PHASEID };
    const { automationDetails, ...rest } = await report(runOf([]), { env, category: 'nightly' });
    expect(rest).not.toHaveProperty('versionControlProvenance');
    expect(automationDetails).toEqual({
      id: `azuredevops/pipeline/build/${azure.SYSTEM_PHASEID}/nightly/`,
      properties: { 'azuredevops/pipeline/build/phaseId': azure.SYSTEM_PHASEID },
    });
  });

  test('GitHub Actions, whose upload action chooses the category', async () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/images',
      GITHUB_SHA: 'c0ffee',
      GITHUB_REF: 'refs/pull/1/merge',
    };
    const { automationDetails, versionControlProvenance } = await report(runOf([]), { env });
    expect(automationDetails).toBeUndefined();
    expect(versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://github.com/acme/images',
        revisionId: 'c0ffee',
        branch: 'refs/pull/1/merge',
        mappedTo,
      },
    ]);
  });

  test.each([
    [
      { CI_PROJECT_URL: 'https://gitlab.com/a/b', CI_COMMIT_BRANCH: 'x' },
      'https://gitlab.com/a/b',
      'refs/heads/x',
    ],
    [
      { CI_REPOSITORY_URL: 'https://gitlab-ci-token:correcthorse@gitlab.com/a/b.git', CI_COMMIT_TAG: 'v1' },
      'https://gitlab.com/a/b.git',
      'refs/tags/v1',
    ],
    [
      { CI_PROJECT_URL: 'https://gitlab.com/a/b', CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/1/head' },
      'https://gitlab.com/a/b',
      'refs/merge-requests/1/head',
    ],
  ])('GitLab CI: %j', async (variables, repositoryUri, branch) => {
    const env = { GITLAB_CI: 'true', CI_COMMIT_SHA: 'c0ffee', ...variables };
    const { automationDetails, versionControlProvenance } = await report(runOf([]), { env, category: 'a' });
    expect(automationDetails).toEqual({ id: 'a/' });
    expect(versionControlProvenance).toEqual([{ repositoryUri, revisionId: 'c0ffee', branch, mappedTo }]);
  });

  test.each([
    ['git@github.com:acme/images.git', 'ssh://github.com/acme/images.git'],
    ['ssh://git@github.com:2222/acme/images.git', 'ssh://github.com:2222/acme/images.git'],
    ['C:\\repos\\images', undefined],
    ['/srv/git/images', undefined],
    ['', undefined],
  ])('a repository at %j', async (address, expected) => {
    const env = { TF_BUILD: 'true', BUILD_REPOSITORY_URI: address };
    const { versionControlProvenance } = await report(runOf([]), { env });
    expect(versionControlProvenance?.[0]?.repositoryUri).toBe(expected);
  });
});

test('hostile text reads back as it was; secrets do not', async () => {
  const text = 'ENV DB_PASSWORD=correcthorse\n';
  const message = '\x1b[2J ::error:: ##vso[x] \u202e correcthorse';
  const fix = insertion(0, 'ENV OLD_PASSWORD=correcthorse\n');
  const run = runOf([fileOf('Dockerfile', text, [{ at: { start: 0, end: 3 }, message, fix }])]);
  const { results } = await report(run);
  expect(results?.[0]?.message.text).toBe('\x1b[2J ::error:: ##vso[x] \u202e ***');
  expect(results?.[0]).not.toHaveProperty('fixes');
  expect(await printed(run)).not.toMatch(/[\x1b\u202e]|::|##vso|correcthorse/);
});

/** Vectors from the algorithm as GitHub's upload action publishes it, run on these texts. */
describe('fingerprints', () => {
  const all = (text: string) => {
    const source = sourceOf(text);
    const lines = new Set(source.lineStarts.map((_, index) => index + 1));
    return [...lineFingerprints(source, lines).values()];
  };

  test.each<[string, string, readonly string[]]>([
    ['nothing', '', ['c129715d7a2bc9a3:1']],
    ['one line', 'FROM scratch\n', ['d2c7f92c78a677f9:1', 'c129715d7a2bc9a3:1']],
    [
      'CRLF, blanks, tabs',
      'FROM a\r\nRUN  b\r\n\tRUN b\r\n',
      ['4b9da35a07ac9f40:1', '6cc822b8de2bbb9:1', 'fea8511a093930d8:1', 'c129715d7a2bc9a3:1'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(all(text)).toEqual(expected);
  });

  test('equal lines are numbered; the last ones differ by what follows', () => {
    const hashes = all('RUN x\n'.repeat(30));
    expect(hashes.slice(0, 11)).toEqual(
      Array.from({ length: 11 }, (_, index) => `55954d0e7d0ca184:${index + 1}`),
    );
    expect(hashes.slice(11, 13)).toEqual(['55954d2b0c74a680:1', 'cba0f746ef25fd1d:1']);
  });

  test('line ends and blanks do not matter', () => {
    expect(all('FROM a\r\n  RUN b\r\n')).toEqual(all('FROM a\nRUN\tb\n'));
  });

  test('only the lines that are asked for', () => {
    const text = 'RUN x\n'.repeat(30);
    expect([...lineFingerprints(sourceOf(text), new Set([2, 4]))]).toEqual([
      [2, '55954d0e7d0ca184:2'],
      [4, '55954d0e7d0ca184:4'],
    ]);
  });
});
