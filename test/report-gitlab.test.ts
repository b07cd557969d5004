import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from '../src/report/run.ts';
import { acting, file, run } from './hostile-reports.ts';
import { fileOf, reportAs, runOf, spanOf } from './report-samples.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

async function issuesOf(one: Run, directory = ''): Promise<readonly Issue[]> {
  return JSON.parse(await reportAs('gitlab', one, { cwd: `/work/${directory}`, root: '/work' }));
}

const dockerfile = 'FROM ubuntu\nENV DB_PASSWORD=correcthorse\nRUN apt-get update \\\n  && true\n';

test('the fields that GitLab reads, with paths as seen from the root of the repository', async () => {
  const sample = fileOf('gpu/Dockerfile', dockerfile, [
    { at: spanOf(dockerfile, 'ubuntu'), severity: 'error', message: 'An error.' },
    { at: spanOf(dockerfile, 'DB_PASSWORD'), message: '`correcthorse` is one.' },
    { at: spanOf(dockerfile, 'RUN apt-get update \\\n  && true'), severity: 'info' },
  ]);
  const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/);
  const issue = (severity: Issue['severity'], begin: number, end: number, words: string) => ({
    description: `apt/lists-kept: ${words}`,
    check_name: 'apt/lists-kept',
    fingerprint,
    severity,
    location: { path: 'images/gpu/Dockerfile', lines: { begin, end } },
  });
  expect(await issuesOf(runOf([sample]), 'images')).toEqual([
    issue('critical', 1, 1, 'An error.'),
    issue('major', 2, 2, '`***` is one.'),
    issue('info', 3, 4, 'found'),
  ]);
});

test('an empty list where nothing was found', async () => {
  expect(await issuesOf(runOf([fileOf('Dockerfile', dockerfile, [])]))).toEqual([]);
});

test('no two findings of a run have the same fingerprint, and what is printed is harmless', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 3 }), fc.boolean(), async (files, isSame) => {
      // The same file may be reported twice, and the same thing be found several times in it.
      const reports = files.map(({ path, content, samples }) =>
        fileOf(path, content, [...samples, ...samples]),
      );
      const report = await reportAs('gitlab', runOf(isSame ? [...reports, ...reports] : reports));
      expect(report).not.toMatch(acting);
      const fingerprints = (JSON.parse(report) as readonly Issue[]).map(({ fingerprint }) => fingerprint);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
    }),
    { numRuns: 300 },
  );
});

test('a fingerprint stays when other lines move, and when others are found', async () => {
  const at = (text: string) => [{ at: spanOf(text, 'apt-get') }, { at: spanOf(text, 'update') }];
  const moved = `# one\n\n${dockerfile.replace('FROM ubuntu', 'FROM debian')}`;
  const [before, after] = await Promise.all([
    issuesOf(runOf([fileOf('Dockerfile', dockerfile, at(dockerfile))])),
    issuesOf(
      runOf([
        fileOf('Dockerfile', moved, [{ at: spanOf(moved, 'debian') }, ...at(moved)]),
        fileOf('b', moved, at(moved)),
      ]),
    ),
  ]);
  const prints = (issues: readonly Issue[]) => issues.map(({ fingerprint }) => fingerprint);
  expect(prints(after).slice(1, 3)).toEqual(prints(before));
  expect(new Set(prints(after)).size).toBe(5);
});

test('each finding is one issue', async () => {
  await fc.assert(
    fc.asyncProperty(run, async (hostile) => {
      expect(await issuesOf(hostile)).toHaveLength(hostile.files[0]!.findings.length);
    }),
    { numRuns: 100 },
  );
});
