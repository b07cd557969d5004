/** The packed extension in VS Code: what people see and do. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { azmlLint, directoryWith, packageDirectory } from '../cli.ts';
import { launchBrowser } from './browser.ts';
import { type CodeServer, startCodeServer } from './code-server.ts';
import { Workbench } from './workbench.ts';

vi.setConfig({ testTimeout: 180_000 });

let server: CodeServer;
let browser: Browser;

beforeAll(async () => {
  server = await startCodeServer();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.stop();
});

/** A window with a folder, which is not trusted at first. */
async function windowWith(folder: string): Promise<Workbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  onTestFinished(() => page.close());
  await page.goto(server.urlOf(folder));
  await page.getByRole('treeitem').first().waitFor();
  return new Workbench(page);
}

function scoring(): string {
  const folder = directoryWith({});
  cpSync('examples/scoring', folder, { recursive: true });
  return folder;
}

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 });
/** What is written there, in which the editor shows blanks as others that do not end a line. */
const textOf = (target: Locator) => async () =>
  (await target.allTextContents()).join('\n').replaceAll('\u00a0', ' ');

test('a finding is underlined, listed, explained and fixed', async () => {
  const folder = scoring();
  const editor = await windowWith(folder);
  await editor.open('Dockerfile');
  await soon(() => editor.squiggles('error').count()).toBe(1);
  await soon(() => editor.squiggles('warning').count()).toBe(1);

  await editor.run('Problems: Focus on Problems View');
  await soon(textOf(editor.problems)).toContain('pip/unquoted-specifier');
  await soon(textOf(editor.problems)).toMatch(/Line 1 of `\.amlignore`, `\*\.pkl`, keeps `model`/);
  await soon(textOf(editor.problems)).toMatch(/deployment\.yml.*Azure ML builds it from here/);

  const hover = await editor.hoverOver(editor.squiggles('error'));
  await soon(textOf(hover)).toContain('The shell redirects here');
  await soon(textOf(hover)).toContain('the shell takes it for a redirection');

  await editor.clickOn(editor.squiggles('error'));
  await editor.lightBulb.waitFor();
  await (await editor.actions()).filter({ hasText: 'Write "scikit-learn>=1.7"' }).click();
  await editor.line('RUN pip install --no-cache-dir "scikit-learn>=1.7"').waitFor();
  await soon(() => editor.squiggles('error').count()).toBe(0);
  await soon(textOf(editor.problems)).not.toContain('pip/unquoted-specifier');
});

test('a finding is ignored for the reason that is asked for', async () => {
  const editor = await windowWith(scoring());
  await editor.open('Dockerfile');
  await soon(() => editor.squiggles('warning').count()).toBe(1);
  await editor.clickOn(editor.squiggles('warning'));
  await (await editor.actions())
    .filter({ hasText: /^Ignore/ })
    .first()
    .click();
  const input = editor.page.locator('.quick-input-widget input.input');
  await input.fill('models are mounted');
  await input.press('Enter');
  await editor.line('models are mounted').waitFor();
  await soon(() => editor.squiggles('warning').count()).toBe(0);
});

test('an image shows what is known of it, and is completed', async () => {
  const folder = scoring();
  const editor = await windowWith(folder);
  await editor.open('Dockerfile');
  const hover = await editor.hoverOver(editor.word('minimal-py312-inference'));
  await soon(textOf(hover)).toMatch(/Python.*3\.12/);

  await editor.type('FROM mcr.microsoft.com/azureml/minimal-py31');
  await editor.page.keyboard.press('Control+Space');
  await editor.suggestions.filter({ hasText: 'minimal-py312-inference' }).first().click();
  await editor.line('FROM mcr.microsoft.com/azureml/minimal-py312-inference').waitFor();
});

test('all that is safe is fixed at once, as on the command line', async () => {
  const text =
    'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n' +
    'RUN pip install flask>=2\nRUN pip install --no-cache-dir pandas>=2.2\n';
  const folder = directoryWith({ Dockerfile: text });
  const fixed = directoryWith({ Dockerfile: text });
  await azmlLint(['--fix'], { cwd: fixed });
  const editor = await windowWith(folder);
  await editor.open('Dockerfile');
  await soon(() => editor.squiggles('error').count()).toBe(2);
  await editor.run('azml-lint: Fix All Safe Problems in This File');
  await soon(() => editor.squiggles('error').count()).toBe(0);
  await editor.save();
  const contents = (directory: string) => readFileSync(join(directory, 'Dockerfile'), 'utf8');
  await soon(() => contents(folder)).toBe(contents(fixed));
  expect(contents(folder)).toContain('"flask>=2"');
});

test('a YAML and an entry script have findings of their own, and a rule has a page', async () => {
  const editor = await windowWith(scoring());
  await editor.open('deployment.yml');
  await soon(() => editor.squiggles('error').count()).toBe(1);
  await editor.clickOn(editor.squiggles('error'));
  await (await editor.actions()).filter({ hasText: 'Write `port: 5001`' }).click();
  await editor.line('liveness_route: { port: 5001, path: / }').waitFor();
  await soon(() => editor.squiggles('error').count()).toBe(0);

  await editor.run('Problems: Focus on Problems View');
  const ofScript = editor.problems.filter({ hasText: 'entry-script/run-signature' });
  await soon(() => ofScript.count()).toBe(1);
  await editor.open('code/score.py');
  await soon(() => editor.squiggles('error').count()).toBe(1);
  await soon(() => ofScript.count()).toBe(1);
  await editor.clickOn(editor.squiggles('error'));
  await editor.run('azml-lint: Explain the Rule at the Cursor');
  const page = editor.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
  await page.getByRole('heading', { name: 'entry-script/run-signature' }).waitFor();
});

test('what a file around a Dockerfile says counts while it is typed', async () => {
  const folder = scoring();
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), '{ "files.autoSave": "off" }');
  const editor = await windowWith(folder);
  await editor.open('Dockerfile');
  await editor.run('Problems: Focus on Problems View');
  await soon(textOf(editor.problems)).toMatch(/keeps `model`/);
  await editor.open('.amlignore');
  await editor.type('*.log');
  await soon(textOf(editor.problems)).not.toMatch(/keeps `model`/);
  expect(readFileSync(join(folder, '.amlignore'), 'utf8')).toBe('*.pkl\n');
});

test('an untrusted folder runs no code of its own; a trusted one has its plugins and its own installation', async () => {
  const folder = directoryWith({
    Dockerfile: 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nRUN pip install flask>=2\n',
    '.azml-lint.yaml': 'plugins: ./plugin.js\n',
    'plugin.js': `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('loaded', import.meta.url), '');
export const rules = [];
`,
    'package.json': '{ "type": "module" }',
    '.vscode/settings.json': JSON.stringify({ 'azml-lint.path': packageDirectory() }),
  });
  const loaded = join(folder, 'loaded');
  const editor = await windowWith(folder);
  await editor.open('Dockerfile');
  await editor.run('azml-lint: Show Output');
  await soon(textOf(editor.output)).toMatch(/Starting .*azml-lint-vscode-.*server.dist.bin\.cjs/);
  await editor.run('Problems: Focus on Problems View');
  await soon(textOf(editor.problems)).toMatch(/the plugin `\.\/plugin\.js`/);
  expect(existsSync(loaded)).toBe(false);

  await editor.run('Workspaces: Manage Workspace Trust');
  await editor.page
    .locator('.workspace-trust-editor')
    .getByRole('button', { name: 'Trust', exact: true })
    .click();
  await soon(() => existsSync(loaded)).toBe(true);
  await editor.run('azml-lint: Show Output');
  await soon(textOf(editor.output)).toContain(join(packageDirectory(), 'dist/bin.cjs'));
  await editor.open('Dockerfile');
  await soon(() => editor.squiggles('error').count()).toBe(1);
});
