/**
 * Takes the picture of the editor that pages show, docs/images/vscode.png: `npm run screenshot`, with the clients of
 * `.ci/install-clients` in the directory that AZML_LINT_CLIENTS names, and a built project.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../test/clients/browser.ts';
import { startCodeServer } from '../../test/clients/code-server.ts';
import { Workbench } from '../../test/clients/workbench.ts';

const target = resolve('docs/images/vscode.png');
const size = { width: 960, height: 640 };

/** Fonts that are the same on every machine. */
const fonts = {
  'JetBrains Mono': '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  Inter: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
};

/** What only takes room in a picture is off. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.fontFamily': 'JetBrains Mono',
  'editor.fontLigatures': false,
  'editor.fontSize': 14,
  'editor.lineHeight': 22,
  'editor.occurrencesHighlight': 'off',
  'editor.overviewRulerBorder': false,
  'editor.renderLineHighlight': 'none',
  'editor.scrollbar.vertical': 'hidden',
  'editor.selectionHighlight': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.sideBar.location': 'right',
  'workbench.statusBar.visible': false,
};

const folder = join(mkdtempSync(join(tmpdir(), 'azml-lint-')), 'scoring');
cpSync('examples/scoring', folder, { recursive: true });
const server = await startCodeServer(settings);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1.6, bypassCSP: true });
  await page.goto(server.urlOf(folder));
  await page.getByRole('treeitem').first().waitFor();
  await useFonts(page);
  await arrange(new Workbench(page));
  mkdirSync(resolve(target, '..'), { recursive: true });
  await page.screenshot({ path: target, animations: 'disabled', caret: 'hide' });
} finally {
  await browser.close();
  server.stop();
  rmSync(resolve(folder, '..'), { recursive: true, force: true });
}

async function useFonts(page: Page): Promise<void> {
  const faces = Object.entries(fonts).map(([name, path]) => {
    const data = readFileSync(join('editors/vscode/node_modules', path)).toString('base64');
    return `@font-face { font-family: '${name}'; src: url(data:font/woff2;base64,${data}); font-weight: 100 800 }`;
  });
  const content = `${faces.join('\n')}\n.monaco-workbench { --monaco-font: Inter; font-family: Inter !important }`;
  await page.addStyleTag({ content });
}

/** The problems of all files below, and above them what the editor says of one. */
async function arrange(editor: Workbench): Promise<void> {
  const { page } = editor;
  await editor.open('deployment.yml');
  await editor.open('Dockerfile');
  await editor.run('View: Close Primary Side Bar');
  await editor.run('Problems: Focus on Problems View');
  for (const rule of ['deployment/wrong-port', 'entry-script/run-signature'])
    await editor.problems.filter({ hasText: rule }).waitFor();
  await editor.squiggles('error').first().waitFor({ state: 'attached' });
  await raisePanel(page, 50);
  await editor.clickOn(editor.squiggles('error'));
  await editor.lightBulb.waitFor();
  const hover = await editor.hoverOver(editor.squiggles('error'));
  await hover.getByText('takes it for a redirection').waitFor();
}

/** Gives the panel some pixels of the editor's room. */
async function raisePanel(page: Page, by: number): Promise<void> {
  const box = await page.locator('.part.panel').boundingBox();
  if (box === null) throw new Error('there is no panel');
  await page.mouse.move(200, box.y - 2);
  await page.mouse.down();
  await page.mouse.move(200, box.y - 2 - by, { steps: 5 });
  await page.mouse.up();
}
