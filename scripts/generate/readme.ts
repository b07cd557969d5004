import { readFileSync } from 'node:fs';
import { parseCommandLine } from '../../src/cli/command-line.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { catalogDate } from '../../src/image/catalog.ts';
import { lintSource } from '../../src/lint.ts';
import { grow } from '../../src/report/render.ts';
import { text as textReporter } from '../../src/report/text.ts';
import { version } from '../../src/version.ts';
import { fenced, withBlocks } from '../blocks.ts';
import { localHook } from '../hooks.ts';

const EXAMPLE = 'examples/scoring/Dockerfile';

/** The parts of README.md that repeat the program's own output. */
export default function readme(): Record<string, string> {
  const blocks: Readonly<Record<string, string>> = {
    help: fenced('text', help()),
    'pre-commit': fenced('yaml', localHook()),
    example: `${fenced('dockerfile', readFileSync(EXAMPLE, 'utf8'))}\n${fenced('text', exampleReport())}`,
  };
  return { 'README.md': withBlocks('README.md', blocks) };
}

function help(): string {
  const terminal = { ...process, stdout: { columns: 80 } as NodeJS.WriteStream };
  const invocation = parseCommandLine(['--help'], terminal, []);
  if (invocation.command !== 'print') throw new Error('--help gives no help');
  return invocation.text;
}

/** The output of azml-lint for the example. */
function exampleReport(): string {
  const text = readFileSync(EXAMPLE, 'utf8');
  const settings = settingsOf({ now: catalogDate });
  const { source, findings } = lintSource(text, settings);
  const rules = settings.rules.map(({ rule }) => rule);
  const files = [{ path: 'Dockerfile', source, findings }];
  const run = { files, errors: [], rules, now: catalogDate, version, elapsed: 0 };
  const options = { color: false, width: 80, quiet: false, showSuppressed: false, hyperlinks: false };
  const report = grow(textReporter, rules, options);
  const pieces = [...run.files.flatMap((file) => [...report.file(file)]), ...report.end(run)];
  return `${pieces.join('').trim()}\n`;
}
