/** The documentation as a site: built by its one command, its links followed, looked at in a browser. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.generated.ts';
import { badExamples } from '../../site/build/examples.ts';
import { addRule, presetIn, withPreset } from '../../site/client/playground/config-text.ts';
import { lintState } from '../../site/client/playground/engine.ts';
import { hashOf, stateOf } from '../../site/client/playground/state.ts';
import { addressesAt } from '../../src/rule/links.ts';
import { version } from '../../src/version.ts';
import { serve, startBrowser } from './browser.ts';

/** The root of a host, and the site below a path of it, as on GitHub Pages. */
const host = mkdtempSync(join(tmpdir(), 'azml-lint-site-'));
const site = join(host, 'azml-lint');

beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'site', '--', site], { stdio: ['ignore', 'ignore', 'inherit'] });
});
afterAll(() => rmSync(host, { recursive: true, force: true }));

const pages = () =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const unescaped = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'");

describe('without a browser', () => {
  test('all links between pages lead somewhere, and so do all scripts and styles', () => {
    const anchors = new Map(
      pages().map((path) => [
        path,
        new Set([...read(path).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!)),
      ]),
    );
    const dead = pages().flatMap((path) =>
      [...read(path).matchAll(/\s(?:href|src)="([^"]*)"/g)]
        .map(([, link]) => unescaped(link!))
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const [, file = '', anchor = ''] = /^([^#]*)#?(.*)$/.exec(link)!;
          const target = file === '' ? path : posix.join(posix.dirname(path), file).replace(/^\.$/, '');
          const found = target === '' || target.endsWith('/') ? `${target}index.html` : target;
          if (!existsSync(join(site, found))) return true;
          const isState = found === 'playground/index.html';
          return anchor !== '' && !isState && !anchors.get(found)?.has(decodeURIComponent(anchor));
        })
        .map((link) => `${path}: ${link}`),
    );
    expect(pages().length).toBeGreaterThan(rules.length);
    expect(dead).toEqual([]);
  });

  test('what links of findings say is there, once the home page is this site', () => {
    const { page, schema } = addressesAt('https://acme.github.io/azml-lint', version);
    const at = (address: string) => join(host, new URL(address).pathname);
    const lost = rules.filter(({ id }) => !existsSync(join(at(page(id)), 'index.html')));
    expect(lost.map(({ id }) => id)).toEqual([]);
    const { definitions } = JSON.parse(readFileSync(at(schema('config.schema.json')), 'utf8'));
    expect(Object.keys(definitions.rules.properties)).toContain(rules[0]!.id);
    expect(existsSync(at(schema('json-report.schema.json')))).toBe(true);
  });

  test('where the home page is a site, its pages say where they are, and a lost address is told', async () => {
    const { default: build } = await import('../../site/build/main.ts');
    const { files } = await build(process.cwd(), 'https://acme.github.io/azml-lint');
    const page = 'https://acme.github.io/azml-lint/rules/apt/lists-kept/';
    expect(files.get('rules/apt/lists-kept/index.html')).toContain(`<link rel="canonical" href="${page}">`);
    expect(files.get('sitemap.txt')!.split('\n')).toContain(page);
    // Such hosts show it at any depth.
    const links = [...files.get('404.html')!.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link!);
    expect(
      links.filter((link) => !link.startsWith('#') && !link.startsWith('https://acme.github.io/azml-lint/')),
    ).toEqual([]);
  });

  test('a page has all that `azml-lint explain` tells of its rule', () => {
    const text = read('rules/apt/lists-kept/index.html').replaceAll(/<[^>]*>/g, ' ');
    for (const fact of [
      /Inference images\s+error\s/,
      /Training images\s+warning\s/,
      /Fix\s+safe\s/,
      /Also known as\s+DL3009\s+hadolint,\s+differs/,
      'Package lists of apt stay in the image',
      '`updateAlone`'.replaceAll('`', ' '),
    ])
      expect(text).toMatch(fact);
  });

  test('every example below Bad, opened in the playground, is reported there', () => {
    const silent = rules.flatMap((rule) =>
      badExamples(rule, readFileSync(`rules/${rule.id}.md`, 'utf8'), rules)
        .filter(({ state }) => !lintState(state).findings.some((finding) => finding.rule === rule.id))
        .map(({ line }) => `${rule.id}, line ${line}`),
    );
    expect(silent).toEqual([]);
  });

  test('the sources of the site have no errors of types', () => {
    const compiler = 'node_modules/typescript/bin/tsc';
    expect(() =>
      execFileSync(process.execPath, [compiler, '--noEmit', '-p', 'site'], { encoding: 'utf8' }),
    ).not.toThrow();
  });
});

/** Letters in no order. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 16) % 0x4000));
  }).join('');
}

describe('the address of a state', () => {
  const state = {
    files: [['Dockerfile', 'FROM ubuntu\n# ümläut 🐋\n']] as const,
    config: '',
    now: '',
    whole: false,
  };

  test('gives the state back', async () => {
    expect(await stateOf((await hashOf(state))!)).toEqual(state);
  });

  test.each([
    ['a text', [['Dockerfile', 'x'.repeat(300_001)]]],
    ['a text that does not get shorter', [['Dockerfile', noise(280_000)]]],
    ['a text that JSON makes longer', [['Dockerfile', '\u0001'.repeat(200_000)]]],
    ['a number of files', Array.from({ length: 41 }, (_, at) => [`f${at}`, ''])],
  ] as [string, [string, string][]][])('is none for %s that its reader would refuse', async (_, files) => {
    expect(await hashOf({ ...state, files })).toBeUndefined();
  });

  test.each(['', '1.', '1.%%%', '1.AAAA', '2.abc', 'x'.repeat(400_000), `1.${'A'.repeat(10_000)}`])(
    'of another kind is none: %.20s',
    async (hash) => {
      expect(await stateOf(hash)).toBeUndefined();
    },
  );

  test.each([
    ['a path that leads out', [[['../x', '']], '', '', false]],
    ['an absolute path', [[['/etc/passwd', '']], '', '', false]],
    ['a path with a control character', [[['a\u202eb', '']], '', '', false]],
    ['a path of the language', [[['__proto__', '']], '', '', false]],
    [
      'two files of one name',
      [
        [
          ['a', ''],
          ['a', ''],
        ],
        '',
        '',
        false,
      ],
    ],
    ['no files', [[], '', '', false]],
    ['too many files', [Array.from({ length: 41 }, (_, at) => [`f${at}`, '']), '', '', false]],
    ['no day', [[['a', '']], '', 'tomorrow', false]],
    ['a bomb', [[['a', ' '.repeat(50_000_000)]], '', '', false]],
    ['other types', [[['a', 1]], {}, null, 'yes']],
    ['no list', { files: 1 }],
  ])('with %s is none', async (_, value) => {
    const stream = new Blob([JSON.stringify(value)])
      .stream()
      .pipeThrough(new CompressionStream('deflate-raw'));
    const packed = Buffer.from(await new Response(stream).arrayBuffer());
    expect(await stateOf(`1.${packed.toString('base64url')}`)).toBeUndefined();
  });
});

describe('a configuration of the playground', () => {
  test.each([
    ['', 'recommended', 'extends: azml-lint:strict\n'],
    [
      '# mine\nextends: all\nrules:\n  a/b: off\n',
      'all',
      '# mine\nextends: azml-lint:strict\nrules:\n  a/b: off\n',
    ],
    ["extends: 'azml-lint:hadolint'\n", 'hadolint', 'extends: azml-lint:strict\n'],
    ['extends: [a, b]\n', '', 'extends: azml-lint:strict\n'],
  ])('%j gets another preset', (before, preset, after) => {
    expect(presetIn(before)).toBe(preset);
    expect(withPreset(before, 'strict')).toBe(after);
  });

  test.each([
    ['', 'rules:\n  apt/upgrade: off\n'],
    ['extends: all', 'extends: all\nrules:\n  apt/upgrade: off\n'],
    ['rules:\n  a/b: info\nfamily: other\n', 'rules:\n  apt/upgrade: off\n  a/b: info\nfamily: other\n'],
    ['rules:\n  apt/upgrade: error # why\n', 'rules:\n  apt/upgrade: off\n'],
    [
      'rules:\n  apt/upgrade:\n    - error\n    - a: 1\n  a/b: off\n',
      'rules:\n  apt/upgrade: off\n  a/b: off\n',
    ],
  ])('%j gets a rule switched off', (before, after) => {
    expect(addRule(before, 'apt/upgrade', 'off')).toBe(after);
  });

  test('is read in no time, however hostile', () => {
    const begun = performance.now();
    for (const text of [
      `extends:${' '.repeat(200_000)}x`,
      `${' '.repeat(200_000)}:`,
      `rules:${'\t'.repeat(200_000)}x`,
    ]) {
      presetIn(text);
      addRule(text, 'apt/upgrade', 'off');
    }
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

/** A page of the site, and all that goes wrong in it: other hosts asked, files missing, the policy of the page broken, errors. */
async function open(
  path: string,
  options: Parameters<Awaited<ReturnType<typeof startBrowser>>['newContext']>[0] = {},
) {
  const address = `${await serve(host)}/azml-lint/`;
  const context = await (await startBrowser()).newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const wrong: string[] = [];
  context.on('request', (request) => {
    if (!/^(?:blob:)?http:\/\/127\.0\.0\.1:/.test(request.url())) wrong.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
  });
  context.on('weberror', (error) => wrong.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(address + path);
  return { page, address, context, wrong };
}

const background = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

describe('in a browser', () => {
  test('README is the home page, from which one gets everywhere', async () => {
    const { page, address, wrong } = await open('');
    expect(await page.title()).toMatch(/^azml-lint: /);
    expect(await page.locator('h1').textContent()).toBe('azml-lint');
    expect(await page.locator('.hero .lead').textContent()).toContain('Azure Machine Learning');
    await page.getByRole('link', { name: 'docs/configuration.md' }).click();
    expect(page.url()).toBe(`${address}docs/configuration/`);
    expect(await page.locator('.side [aria-current]').textContent()).toBe('Configuration');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('link', { name: 'apt/lists-kept', exact: true }).click();
    expect(await page.locator('h1').textContent()).toBe('apt/lists-kept');
    expect(wrong).toEqual([]);
  });

  test('a rule is found by its name in another linter, by its id, by its words', async () => {
    const { page, address, wrong } = await open('docs/baseline/');
    const first = page.locator('.search-dialog li').first();
    await page.keyboard.press('/');
    for (const [words, id] of [
      ['DL3009', 'apt/lists-kept'],
      ['run-signature', 'entry-script/run-signature'],
      ['package lists stay in this layer', 'apt/lists-kept'],
      ['UndefinedArgInFrom', 'base-image/undefined-arg'],
    ] as const) {
      await page.locator('.search-dialog input').fill(words);
      await expect.poll(() => first.locator('strong').textContent(), { message: words }).toBe(id);
    }
    await page.locator('.search-dialog input').fill('DL3009');
    await expect.poll(() => first.locator('strong').textContent()).toBe('apt/lists-kept');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}rules/apt/lists-kept/`);
    expect(wrong).toEqual([]);
  });

  test('the table of rules is filtered, and the address says how', async () => {
    const { page, wrong } = await open('rules/?words=dl3009');
    const shown = page.locator('.rule-index tbody tr:visible');
    expect(await shown.count()).toBe(1);
    await page.locator('.filter input').fill('');
    await page.locator('.filter [name=fix]').selectOption('safe');
    const safe = rules.filter(({ fix }) => fix === 'safe').length;
    expect(await shown.count()).toBe(safe);
    expect(await page.locator('.filter output').textContent()).toBe(`${safe} rules`);
    expect(new URL(page.url()).search).toBe('?fix=safe');
    expect(wrong).toEqual([]);
  });

  test('it is dark where the system is, and stays what somebody chose', async () => {
    const { page } = await open('', { colorScheme: 'dark' });
    const dark = await background(page);
    await page.getByRole('button', { name: 'Dark or light' }).click();
    const light = await background(page);
    expect([dark, light]).toEqual(['rgb(17, 21, 28)', 'rgb(255, 255, 255)']);
    await page.reload();
    expect(await background(page)).toBe(light);
  });

  test('on a phone nothing is wider than the screen, and the pages are behind a button', async () => {
    const { page, address } = await open('rules/apt/lists-kept/', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await page.locator('.side').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.locator('.side').getByRole('link', { name: 'update-alone' }).tap();
    await page.waitForURL(`${address}rules/apt/update-alone/`);
    for (const path of [
      '',
      'rules/',
      'docs/command-line/',
      'playground/',
      'rules/entry-script/run-signature/',
    ]) {
      await page.goto(address + path);
      expect([path, await width()]).toEqual([path, 390]);
    }
  });
});

describe('the playground', () => {
  const editor = (page: Page) => page.getByRole('textbox', { name: 'Dockerfile' });
  const found = (page: Page, rule: string) =>
    page.locator('.found li', { has: page.getByText(rule, { exact: true }) });
  const type = async (page: Page, text: string) => {
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
  };
  const faulty = 'FROM ubuntu:24.04\nRUN pip install flask>=2\n';

  test('what is typed is linted at once, fixed, and shared by its address', async () => {
    const { page, context, wrong } = await open('playground/');
    await found(page, 'entry-script/run-signature').waitFor();
    await type(page, faulty);
    await found(page, 'pip/unquoted-specifier').waitFor();
    expect(await page.locator('.cm-lintRange-error').first().textContent()).toBe('flask>=2');
    // As fast as somebody types: the best of some, since the machine may have other work.
    const milliseconds: number[] = [];
    for (const key of '# typed') {
      await page.keyboard.type(key);
      await page.waitForTimeout(50);
      milliseconds.push(Number(await page.locator('main .playground').getAttribute('data-milliseconds')));
    }
    expect(Math.min(...milliseconds)).toBeLessThan(50);
    await type(page, faulty);
    await found(page, 'pip/unquoted-specifier').waitFor();
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await expect.poll(() => page.url()).toMatch(/#1\.[\w-]+$/);

    const other = await context.newPage();
    await other.goto(page.url());
    await found(other, 'pip/unquoted-specifier').waitFor();
    expect(await editor(other).textContent()).toContain('flask>=2');

    await found(page, 'pip/unquoted-specifier')
      .getByRole('button', { name: /Fix \(safe\)/ })
      .click();
    await found(page, 'pip/unquoted-specifier').waitFor({ state: 'detached' });
    expect(await editor(page).textContent()).toContain('"flask>=2"');
    await page.keyboard.press('Control+z');
    expect(wrong).toEqual([]);
  });

  test('a fix of what is no longer there changes nothing', async () => {
    const { page, wrong } = await open('playground/');
    await found(page, 'entry-script/run-signature').waitFor();
    await type(page, faulty);
    const fix = found(page, 'pip/unquoted-specifier').getByRole('button', { name: /Fix \(safe\)/ });
    await fix.waitFor();
    const isBusy = page
      .workers()[0]!
      .evaluate('{ const end = Date.now() + 1500; while (Date.now() < end); }');
    await editor(page).press('Control+Home');
    await page.keyboard.type('# one more line\n');
    await fix.click();
    expect(await editor(page).textContent()).not.toContain('"');
    await isBusy;
    await expect.poll(() => found(page, 'pip/unquoted-specifier').textContent()).toContain(':3:');
    await fix.click();
    await expect.poll(() => editor(page).textContent()).toContain('"flask>=2"');
    expect(wrong).toEqual([]);
  });

  test('the editor is left with keys alone, and what is too long for a link says so', async () => {
    const { page, wrong } = await open('playground/');
    await found(page, 'entry-script/run-signature').waitFor();
    await editor(page).focus();
    const isInEditor = () => page.evaluate<boolean>("document.activeElement.matches('.editor')");
    await page.keyboard.press('Tab');
    expect(await isInEditor()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await isInEditor()).toBe(false);

    await type(page, `FROM scratch\n# ${'x'.repeat(300_000)}\n`);
    await page.locator('[name=share]').click();
    await expect.poll(() => page.locator('[name=share]').textContent()).toBe('Too long for a link');
    expect(new URL(page.url()).hash).toBe('');
    expect(wrong).toEqual([]);
  });

  test('all safe fixes at once do what `--fix` does, and a rule can be switched off', async () => {
    const { page, wrong } = await open('playground/');
    await found(page, 'pip/unquoted-specifier').waitFor();
    await type(
      page,
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install curl\nRUN pip install flask>=2\n',
    );
    await found(page, 'apt/asks-for-confirmation').waitFor();
    await page.getByRole('button', { name: 'Fix all that is safe' }).click();
    await found(page, 'apt/asks-for-confirmation').waitFor({ state: 'detached' });
    await expect.poll(() => editor(page).textContent()).toContain('apt-get install -y curl');
    expect(await editor(page).textContent()).toContain('"flask>=2"');

    await type(page, faulty);
    await found(page, 'pip/unquoted-specifier').getByRole('button', { name: 'Switch off' }).click();
    await found(page, 'pip/unquoted-specifier').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '.azml-lint.yaml' }).click();
    expect(await page.getByRole('textbox', { name: '.azml-lint.yaml' }).textContent()).toContain(
      'pip/unquoted-specifier: off',
    );
    await page.locator('[name=preset]').selectOption('hadolint');
    await expect
      .poll(() => page.getByRole('textbox', { name: '.azml-lint.yaml' }).textContent())
      .toContain('extends: azml-lint:hadolint');
    expect(wrong).toEqual([]);
  });

  test('an example on the page of a rule opens there, with its files', async () => {
    const { page, wrong } = await open('rules/entry-script/run-signature/');
    await page.getByRole('link', { name: 'Open in the playground' }).first().click();
    await found(page, 'entry-script/run-signature').waitFor();
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      'Dockerfile',
      'app/score.py',
      '.azml-lint.yaml',
    ]);
    await found(page, 'entry-script/run-signature')
      .getByRole('button', { name: /^app\/score\.py:/ })
      .click();
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('app/score.py');
    await page.locator('[name=example]').selectOption({ label: 'apt/upgrade' });
    await found(page, 'apt/upgrade').waitFor();
    expect(wrong).toEqual([]);
  });

  test('the report is that of the command line', async () => {
    const { page } = await open('playground/');
    await found(page, 'entry-script/run-signature').waitFor();
    await page.getByRole('radio', { name: 'as in a terminal' }).check();
    const example = /```console\n\$ npx azml-lint deployment\.yml\n(.*?)\n\nhttps:/s.exec(
      readFileSync('README.md', 'utf8'),
    )![1]!;
    const shown = (await page.locator('.printed').textContent())!;
    for (const finding of example.split(/\n\n(?=\S+:\d+:\d+ )/)) expect(shown).toContain(finding);
    expect(await page.locator('.found').isVisible()).toBe(false);
  });

  test('files are added and removed, and a mistake in the configuration is told', async () => {
    const { page, wrong } = await open(
      `playground/#${await hashOf({ files: [['Dockerfile', faulty]], config: '', now: '', whole: false })}`,
    );
    await found(page, 'pip/unquoted-specifier').waitFor();
    await page.getByRole('button', { name: 'Add a file' }).click();
    await page.getByRole('textbox', { name: 'Path of the file' }).fill('../out');
    await page.getByRole('button', { name: 'Add it' }).click();
    expect(await page.locator('.why').textContent()).not.toBe('');
    await page.getByRole('textbox', { name: 'Path of the file' }).fill('.dockerignore');
    await page.getByRole('button', { name: 'Add it' }).click();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('.dockerignore');
    await page.getByRole('button', { name: 'Remove .dockerignore' }).click();
    await page.getByRole('tab', { name: '.azml-lint.yaml' }).click();
    await page.getByRole('textbox', { name: '.azml-lint.yaml' }).click();
    await page.keyboard.insertText('rules: { apt/upgrad: off }');
    await expect.poll(() => page.locator('.summary').textContent()).toContain('apt/upgrade');
    expect(wrong).toEqual([]);
  });

  test('hostile texts are text, and a damaged address is told', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const state = {
      files: [
        [evil.replaceAll('/', ''), ''],
        ['Dockerfile', `FROM ${evil}\nRUN "${evil}" && pip install x>=1\n`],
      ] as const,
      config: `extends: "${evil}"`,
      now: '',
      whole: true,
    };
    const { page, address, wrong } = await open(`playground/#${await hashOf(state)}`);
    await page.locator('.summary .problem').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await page.goto(`${address}playground/?again#1.damaged`);
    await expect.poll(() => page.locator('.playground [role=status]').textContent()).toContain('damaged');
    expect(wrong).toEqual([]);
  });

  test('neither the page nor the linter can connect to anything', async () => {
    const { page, address } = await open('playground/');
    await found(page, 'entry-script/run-signature').waitFor();
    const attempt = (url: string) =>
      fetch(url).then(
        () => 'connected',
        () => 'refused',
      );
    expect(await page.evaluate(attempt, address)).toBe('refused');
    expect(await page.workers()[0]!.evaluate(attempt, address)).toBe('refused');
  });
});
