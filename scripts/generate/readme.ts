import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parseCommandLine } from '../../src/cli/command-line.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { catalogDate } from '../../src/image/catalog.ts';
import { markdown } from '../../src/report/markdown.ts';
import { grow } from '../../src/report/render.ts';
import type { PrintedReporter } from '../../src/report/reporter.ts';
import { type TextOptions, text as textReporter } from '../../src/report/text.ts';
import { lintedFiles, type ProjectTexts } from '../../src/testing/project.ts';
import { version } from '../../src/version.ts';
import { fenced, withBlocks } from '../blocks.ts';
import { localHook } from '../hooks.ts';
import { withVersion } from '../versions.ts';

const EXAMPLE = 'examples/scoring';
/** Its files that the page shows, each with the language of its fence. */
const SHOWN = {
  Dockerfile: 'dockerfile',
  '.amlignore': 'text',
  'deployment.yml': 'yaml',
  'code/score.py': 'python',
};

/** The parts of README.md that repeat the program's own output. */
export default function readme(): Record<string, string> {
  const texts = projectIn(EXAMPLE);
  const blocks: Readonly<Record<string, string>> = {
    help: fenced('text', help()),
    'pre-commit': fenced('yaml', localHook()),
    example: exampleOf(texts),
    summary: summaryOf(texts),
  };
  return { 'README.md': withVersion(withBlocks('README.md', blocks)) };
}

function help(): string {
  const terminal = { ...process, stdout: { columns: 80 } as NodeJS.WriteStream };
  const invocation = parseCommandLine(['--help'], terminal, []);
  if (invocation.command !== 'print') throw new Error('--help gives no help');
  return invocation.text;
}

/** The output of azml-lint for the example, and its files. */
function exampleOf(texts: ProjectTexts): string {
  const files = Object.entries(SHOWN).map(
    ([path, language]) => `\`${path}\`:\n\n${fenced(language, texts[path]!)}`,
  );
  const output = fenced('console', `$ npx azml-lint deployment.yml\n${reportOn(texts, textReporter)}`);
  return `${output}\n<details>\n<summary>The files</summary>\n\n${files.join('\n')}\n</details>\n`;
}

/** The texts of a folder, by path. */
function projectIn(folder: string): ProjectTexts {
  const paths = globSync('**', { cwd: folder, dot: true }).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The summary of a job, as a quotation; its headings are none of this page. */
function summaryOf(texts: ProjectTexts): string {
  const lines = reportOn(texts, markdown).trim().split('\n');
  return lines.map((line) => `${`> ${line.replace(/^#+ (.+)$/, '**$1**')}`.trim()}\n`).join('');
}

function reportOn(texts: ProjectTexts, reporter: PrintedReporter<TextOptions>): string {
  const settings = settingsOf({ now: catalogDate });
  const files = lintedFiles(texts, settings);
  const rules = settings.rules.map(({ rule }) => rule);
  const run = { files, errors: [], rules, now: catalogDate, version, elapsed: 0 };
  const options = { color: false, width: 80, quiet: false, showSuppressed: false, hyperlinks: false };
  const report = grow(reporter, rules, options);
  const pieces = [...run.files.flatMap((file) => [...report.file(file)]), ...report.end(run)];
  return `${pieces.join('').trim()}\n`;
}
