import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { lineFingerprints } from '../src/report/fingerprint.ts';
import type { Run } from '../src/report/run.ts';
import { type SarifOptions, sarifReport } from '../src/report/sarif.ts';
import { helpUri } from '../src/rule/links.ts';
import { sourceOf } from '../src/text/source.ts';
import { homepage } from '../src/version.ts';
import { type FindingSample, fileOf, insertion, runOf, sampleRules, spanOf } from './report-samples.ts';

const page = `# apt package lists stay in the image

The lists of \`apt-get update\` stay in the layer:
some forty megabytes.

## Bad
`;
const options: SarifOptions = {
  directory: '',
  sarifSuppressed: false,
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
    fullDescription: { text: 'The lists of `apt-get update` stay in the layer: some forty megabytes.' },
    help: { text: page, markdown: page },
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
    message: { text: 'the thing' },
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
        message: { text: 'this image' },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: lineFingerprints(sourceOf(text), new Set([2])).get(2) },
    fixes: [
      {
        description: { text: 'Insert it (safe)' },
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
  const { locations } = await result('x', { at: { start: 0, end: 1 } }, path, { directory });
  expect(locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
});

test.each([
  ['/srv/a b/Dockerfile', 'file:///srv/a%20b/Dockerfile'],
  ['C:/src/Dockerfile', 'file:///C%3A/src/Dockerfile'],
])('%s, which is absolute', async (path, uri) => {
  const { locations } = await result('x', { at: { start: 0, end: 1 } }, path, { directory: 'images' });
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

test('a file cannot put a link into a message', async () => {
  const { message } = await result('x', {
    at: { start: 0, end: 1 },
    message: '`[click](https://example.com)`',
  });
  expect(message.text).toBe('`[click\\](https://example.com)`');
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
