/** The commands for GitHub Actions and Azure Pipelines are those that their own libraries write. */
import * as core from '@actions/core';
import { TaskCommand } from 'azure-pipelines-task-lib/taskcommand.js';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { azureCommand, gitHubCommand } from '../src/report/ci-commands.ts';
import { pathInRepository } from '../src/report/paths.ts';
import type { PrintedText } from '../src/report/printed-text.ts';
import type { Run } from '../src/report/run.ts';
import { type FindingView, print, viewOf } from '../src/report/view.ts';
import { acting, run, text } from './hostile-reports.ts';
import { compactReport, fileOf, reportAs, runOf, spanOf } from './report-samples.ts';

const dockerfile = 'FROM ubuntu\nRUN apt-get update \\\n  && true\n';
const sample = runOf(
  [
    fileOf('gpu/Dockerfile', dockerfile, [
      { at: spanOf(dockerfile, 'ubuntu'), severity: 'error', message: '100% of `a`: b, c;\n d]' },
      { at: spanOf(dockerfile, 'RUN apt-get update \\\n  && true'), message: 'two lines' },
      { at: spanOf(dockerfile, 'true'), severity: 'info', message: 'advice' },
    ]),
  ],
  {
    errors: [{ message: 'cannot be read\nat all', path: 'x,y/Dockerfile' }, { message: 'no configuration' }],
  },
);

describe('github', () => {
  test('errors, warnings and notices with their places as seen from the root of the repository', async () => {
    expect(
      await reportAs('github', sample),
    ).toBe(`::error title=azml-lint apt/lists-kept,file=images/gpu/Dockerfile,line=1,endLine=1,col=6,endColumn=12::100%25 of \`a\`: b, c; d]
::warning title=azml-lint apt/lists-kept,file=images/gpu/Dockerfile,line=2,endLine=3::two lines
::notice title=azml-lint apt/lists-kept,file=images/gpu/Dockerfile,line=3,endLine=3,col=6,endColumn=10::advice
::error title=azml-lint,file=images/x%2Cy/Dockerfile::cannot be read at all
::error title=azml-lint::no configuration
`);
  });

  test('any text is escaped as by @actions/core', () => {
    fc.assert(
      fc.property(text, text, text, fc.nat(), (title, file, message, line) => {
        const own = gitHubCommand('warning', { title, file, line: line + 1 }, message);
        expect(`${own}\n`).toBe(written(() => core.warning(message, { title, file, startLine: line + 1 })));
      }),
    );
  });

  test('a report on any text is what @actions/core would write', async () => {
    const annotate = { error: core.error, warning: core.warning, info: core.notice };
    await fc.assert(
      fc.asyncProperty(run, async (hostile) => {
        const report = await reportAs('github', hostile, { cwd: '/work', root: '/work' });
        const expected = written(() => {
          for (const { severity, rule, code, range, message } of found(hostile)) {
            const { start, end } = range;
            const isOneLine = start.line === end.line;
            annotate[severity](message.line, {
              title: `azml-lint ${rule}`,
              file: pathInRepository({ cwd: '/work', root: '/work' }, code.path),
              startLine: start.line,
              endLine: end.column === 1 && !isOneLine ? end.line - 1 : end.line,
              ...(isOneLine && { startColumn: start.column, endColumn: end.column }),
            });
          }
        });
        expect(report).toBe(expected);
      }),
    );
  });
});

describe('azure', () => {
  test('errors and warnings with absolute places; advice is a plain line', async () => {
    expect(
      await reportAs('azure', sample),
    ).toBe(`##vso[task.logissue type=error;sourcepath=/work/images/gpu/Dockerfile;linenumber=1;columnnumber=6;code=apt/lists-kept;]100%AZP25 of \`a\`: b, c; d]
##vso[task.logissue type=warning;sourcepath=/work/images/gpu/Dockerfile;linenumber=2;columnnumber=1;code=apt/lists-kept;]two lines
gpu/Dockerfile:3:6: info apt/lists-kept advice
##vso[task.logissue type=error;sourcepath=/work/images/x,y/Dockerfile;]cannot be read at all
##vso[task.logissue type=error;]no configuration
`);
  });

  test('any text is escaped as by azure-pipelines-task-lib', () => {
    fc.assert(
      fc.property(text, text, text, (sourcepath, code, message) => {
        const properties = { type: 'error', sourcepath, code };
        const theirs = new TaskCommand('task.logissue', properties, message).toString();
        expect(azureCommand('task.logissue', properties, message)).toBe(theirs);
      }),
    );
  });
});

describe.each(['github', 'azure'] as const)('%s', (format) => {
  test('each finding is one line, and nothing in it is a command of its own', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (hostile) => {
        const lines = (await reportAs(format, hostile)).split('\n').slice(0, -1);
        const compact = [...compactReport(hostile)].join('').split('\n');
        const commands = lines.map(
          (line) => /^(?:::|##vso\[)(?:error|warning|notice|task\.logissue) /.exec(line)?.[0],
        );
        const expected = found(hostile).map(({ severity }, index) =>
          format === 'azure' && severity === 'info' ? compact[index] : undefined,
        );
        expect(lines).toHaveLength(expected.length);
        for (const [index, line] of lines.entries()) {
          expect(commands[index] === undefined ? line : undefined).toBe(expected[index]);
          expect(line.slice(commands[index]?.length ?? 0)).not.toMatch(acting);
        }
      }),
    );
  });

  test('nothing where nothing was found', async () => {
    expect(await reportAs(format, runOf([fileOf('Dockerfile', dockerfile, [])]))).toBe('');
  });
});

function found(hostile: Run): readonly FindingView<PrintedText>[] {
  return viewOf(hostile, print).files.flatMap(({ findings }) => findings);
}

/** What an action writes to standard output. */
function written(action: () => void): string {
  let output = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    output += chunk;
    return true;
  });
  try {
    action();
  } finally {
    write.mockRestore();
  }
  return output;
}
