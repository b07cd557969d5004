/** The page of a fleet of 500 repositories in Chromium, from a file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { azmlLint } from '../cli.ts';
import { fleetFiles, reportsByRepository } from '../fleet-samples.ts';
import { startBrowser } from './browser.ts';

const DAY = '2026-08-15';
/** Repositories of each week; three of them are only in one. */
const COUNT = 500;

const directory = mkdtempSync(join(tmpdir(), 'azml-lint-fleet-'));
const html = join(directory, 'fleet.html');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeAll(async () => {
  const weeks = { before: 0, now: 1 } as const;
  for (const [week, number] of Object.entries(weeks)) put(week, fleetFiles(COUNT - 3, number));
  const options = ['-f', 'json=report.json', '-q', '--now', DAY, '--fail-on', 'never', '--no-config'];
  const linted = await azmlLint([...options, 'before', 'now'], { cwd: directory });
  expect(linted).toMatchObject({ status: 0 });
  const report = JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'));
  for (const week of Object.keys(weeks)) put(`reports-${week}`, reportsByRepository(report, week));
  put('reports-now', {
    'hostile.json': hostileReport(report),
    'broken.json': '{"files": [',
    'package.json': '{}',
  });
  const args = ['report', 'reports-now', '--previous', 'reports-before', '-o', html, '--now', DAY];
  const made = await azmlLint(args, { cwd: directory });
  expect(made).toMatchObject({ status: 0, stdout: '' });
});

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, folder, path)), { recursive: true });
    writeFileSync(join(directory, folder, path), text);
  }
}

const attack = `</script><script>globalThis.attacked = 1</script><img src=x onerror="attacked=1">"'\u202e`;

/** A report in which every text is an attack. */
function hostileReport(report: object): string {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const finding = {
    ...{ rule: attack, aliases: [attack], severity: 'error', messageId: attack, message: attack, data: {} },
    ...{ ...place, related: [], help: 'javascript:globalThis.attacked=1' },
  };
  const suppression = { kind: 'comment', line: 1, reason: attack, until: attack };
  const stage = {
    ...{ kind: 'stage', line: 1, name: attack, final: true, image: { text: attack, reference: attack } },
    ...{ supportedUntil: attack, successor: attack, user: attack, entryScript: attack },
  };
  const file = {
    path: attack,
    stages: [stage],
    findings: [finding],
    suppressed: [{ ...finding, suppression }],
  };
  const repository = { uri: `https://github.com/hostile/${encodeURIComponent(attack)}`, commit: attack };
  return JSON.stringify({ ...report, version: attack, repository, files: [file], errors: [] });
}

interface Opened {
  readonly page: Page;
  /** Requests, errors and what the console says. */
  readonly noise: readonly string[];
}

/** Opens the page, and keeps what it should not do. */
async function open(hash = '', options: object = {}): Promise<Opened> {
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 1040 }, ...options });
  const noise: string[] = [];
  const address = `file://${html}`;
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) noise.push(request.url());
  });
  await page.goto(address + hash);
  return { page, noise };
}

const firstCells = (page: Page, column: number) =>
  page.locator(`tbody tr td:nth-child(${column})`).allTextContents();

test('its head says what there is, and leads to it', async () => {
  const { page, noise } = await open();
  expect(await page.locator('.figure').first().innerText()).toMatch(/^Repositories\s+501/);
  expect(await page.locator('.months a').count()).toBeGreaterThan(4);
  await page.getByRole('link', { name: /^[A-Z][a-z]+ 2027: \d+ repositories/ }).click();
  await expect.poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Images']);
  expect((await firstCells(page, 5)).every((text) => text.includes('2027-'))).toBe(true);
  await page.goBack();
  await page.locator('.figure a').nth(2).click();
  await expect.poll(async () => new Set(await firstCells(page, 1))).toEqual(new Set(['error']));
  expect(noise).toEqual([]);
});

test('each figure of its head leads to as many rows', async () => {
  const { page, noise } = await open();
  const links = await page.locator('.figure a, .since a').all();
  const figures = await Promise.all(
    links.map(async (link) => {
      const count = (await link.innerText()).replace(/ .*/, '').replaceAll(',', '');
      return [await link.getAttribute('href'), count] as const;
    }),
  );
  // One of them is a percentage.
  const counted = figures.filter(([address]) => address !== '#repositories?has=clean');
  expect(counted).toHaveLength(13);
  for (const [address, count] of counted) {
    await page.goto(`file://${html}${address}`);
    // `12 of 1,503`: the rows that are left, and all.
    const rows = async () => (await page.getByRole('status').innerText()).split(' ')[0]!.replaceAll(',', '');
    await expect.poll(async () => [address, await rows()]).toEqual([address, count]);
  }
  // A repository on two images that ended long ago counts once.
  await page.goto(`file://${html}#overview`);
  const ended = Number((await page.locator('.figure').nth(4).innerText()).match(/\d+/)![0]);
  const earlier = Number(await page.locator('.months .edge .amount').first().innerText());
  expect(earlier).toBeLessThanOrEqual(ended);
  expect(noise).toEqual([]);
});

test('tables are sorted, searched, filtered and turned, and the address keeps that', async () => {
  const { page, noise } = await open('#repositories');
  const errors = async () => (await firstCells(page, 4)).map(Number);
  const sorted = await errors();
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
  await page.getByRole('button', { name: 'Errors' }).press('Enter');
  await expect.poll(() => page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(async () => (await errors())[0]).toBe(0);

  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => page.locator('.pages').innerText()).toContain('51–100 of');
  await page.keyboard.press('/');
  await page.keyboard.type('fraud-scoring');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(6);
  await page.getByLabel('With').selectOption('error');
  await expect.poll(async () => (await errors()).every((count) => count > 0)).toBe(true);
  const kept = await firstCells(page, 1);

  const again = await open(new URL(page.url()).hash);
  expect(await firstCells(again.page, 1)).toEqual(kept);
  expect(again.noise).toEqual([]);

  await page.getByRole('searchbox', { name: 'Repositories', exact: true }).fill('fraud-');
  await page.getByRole('link', { name: 'Rules' }).click();
  await expect.poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Rules']);
  await page.locator('tbody tr a').first().click();
  await expect.poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Findings']);
  const names = await firstCells(page, 2);
  expect(names.length).toBeGreaterThan(0);
  expect(names.every((name) => name.includes('fraud-'))).toBe(true);
  expect(noise).toEqual([]);
});

test('what changed is found by its state', async () => {
  const { page } = await open('#changes?verdict=worse');
  expect(new Set(await firstCells(page, 2))).toEqual(new Set(['worse']));
  await page.goto(`file://${html}#changes?verdict=gone`);
  await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
  await page.goto(`file://${html}#findings?state=new`);
  await expect.poll(() => page.locator('.state.new').count()).toBe(50);
  await page.goto(`file://${html}#moves`);
  await expect
    .poll(async () => (await firstCells(page, 4)).some((text) => text.includes('minimal-py312-inference')))
    .toBe(true);
});

test('a table is saved as CSV', async () => {
  const { page } = await open('#repositories?q=churn-batch');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines[0]).toMatch(/^\ufeffRepository,Commit,Files,Errors/);
  expect(lines.filter((line) => line.startsWith('contoso/churn-batch-'))).toHaveLength(6);
});

test('texts of a hostile report are shown and do nothing', async () => {
  const { page, noise } = await open();
  for (const view of [
    'overview',
    'images',
    'stages',
    'rules',
    'repositories',
    'findings',
    'hidden',
    'changes',
  ]) {
    await page.goto(`file://${html}#${view}?in=hostile`);
    await expect.poll(() => page.locator('#views [aria-current]').innerText()).toMatch(new RegExp(view, 'i'));
    await expect.poll(() => page.locator('main').innerText()).toContain('onerror="attacked=1"');
    expect(await page.locator('img, main script, a[href^="javascript:"]').count()).toBe(0);
  }
  expect(await page.evaluate(() => 'attacked' in globalThis)).toBe(false);
  expect(noise).toEqual([]);
});

test('the policy of the page refuses scripts, requests and HTML', async () => {
  const { page, noise } = await open();
  const refused = await page.evaluate<readonly string[]>(`(async () => {
    const results = [];
    const attempts = [
      () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'attacked = 1' })),
      () => { document.body.innerHTML = '<p>'; },
      () => fetch('https://example.org/'),
    ];
    for (const attempt of attempts) {
      try {
        await attempt();
      } catch (error) {
        results.push(error.name);
      }
    }
    return [...results, String('attacked' in globalThis)];
  })()`);
  expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError', 'false']);
  expect(noise.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThan(0);
});

test('it is light or dark, as the system has it or as one chooses', async () => {
  const { page } = await open('', { colorScheme: 'dark' });
  const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  const dark = await paper();
  await page.getByRole('button', { name: /^Colors/ }).click();
  const light = await paper();
  expect([dark, light]).toEqual(['rgb(22, 24, 27)', 'rgb(255, 255, 255)']);
  await page.reload();
  expect(await paper()).toBe(light);
});

test('on paper there is everything and nothing to press', async () => {
  const { page } = await open('#rules');
  await page.emulateMedia({ media: 'print' });
  await page.locator('section.view').nth(7).waitFor();
  expect(await page.locator('h2').allInnerTexts()).toEqual(
    expect.arrayContaining([
      'Ends of support',
      'Images',
      'Rules',
      'Repositories',
      'Hidden findings',
      'Changes',
    ]),
  );
  expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Rules']);
});

test('nothing is wider than a phone, and all is quick', async () => {
  const { page } = await open('', { viewport: { width: 390, height: 800 } });
  for (const view of ['overview', 'images', 'findings', 'changes']) {
    const started = Date.now();
    await page.goto(`file://${html}#${view}`);
    await page.locator('main h2').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(Date.now() - started).toBeLessThan(3_000);
  }
});

test('a picture of it', async () => {
  // Without the hostile one.
  const args = ['report', 'reports-now/contoso', '--previous', 'reports-before/contoso', '-o', 'fair.html'];
  await azmlLint([...args, '--now', DAY], { cwd: directory });
  const { page } = await open('', { viewport: { width: 1280, height: 1010 } });
  await page.goto(`file://${join(directory, 'fair.html')}`);
  await page.locator('.months').waitFor();
  const picture = await page.screenshot();
  expect(picture.length).toBeLessThan(250_000);
  // AZML_LINT_PICTURES=docs/images renews that of the documentation.
  const folder = process.env.AZML_LINT_PICTURES ?? directory;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'fleet.png'), picture);
});
