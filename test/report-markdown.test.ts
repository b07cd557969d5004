import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { markdownCode, markdownLink, markdownText } from '../src/report/markdown-text.ts';
import { acting, run, text } from './hostile-reports.ts';
import { fileOf, insertion, reportAs, runOf, spanOf } from './report-samples.ts';

/** As GitHub reads it, with any HTML let through. */
function htmlOf(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

/** The tags of a page, each once; links with their targets. */
function tagsOf(html: string): readonly string[] {
  return [...new Set(html.match(/<[^>]*>/g))].sort();
}

/** The words of a page, as its reader sees them. */
function wordsOf(html: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(\w+);/g, (_, name: string) => names[name]!);
}

const dockerfile = 'FROM ubuntu\nRUN apt-get update\n';
const help = /^<a href="https:\/\/unpkg\.com\/azml-lint@[\d.]+\/rules\/apt\/lists-kept\.md">$/;

test('the figures, then the findings by file', async () => {
  const place = spanOf(dockerfile, 'apt-get update');
  const sample = runOf(
    [
      fileOf('gpu/Dockerfile', dockerfile, [
        { at: spanOf(dockerfile, 'ubuntu'), severity: 'error', message: '`a` is not *that*.' },
        { at: place, message: 'Two\n lines.', fix: insertion(place.end, ' -y') },
      ]),
      fileOf('b/Dockerfile', dockerfile, []),
    ],
    { errors: [{ message: 'cannot be read', path: 'c' }] },
  );
  const report = await reportAs('markdown', sample);
  expect(report.replaceAll(/\(https:[^)]*\)/g, '(LINK)')).toBe(`## azml-lint: 1 error, 1 warning

2 files. 1 can be fixed (1 safe, 0 unsafe).

- ❌ **problem of the run**: \`c\`: cannot be read

### \`gpu/Dockerfile\`

- ❌ **error** on line 1: \`a\` is not \\*that\\*. ([apt/lists-kept](LINK))
- ⚠️ **warning** on line 2: Two lines. ([apt/lists-kept](LINK))
`);
});

test('any finding is one item of a list, and nothing of a file is a link, an image or HTML', async () => {
  const allowed = /^<\/?(?:h2|h3|p|ul|li|strong|code|a)>$/;
  await fc.assert(
    fc.asyncProperty(run, async (hostile) => {
      const report = await reportAs('markdown', hostile);
      expect(report).not.toMatch(acting);
      const html = htmlOf(report);
      expect(tagsOf(html).filter((tag) => !allowed.test(tag) && !help.test(tag))).toEqual([]);
      const items = html.match(/<li>\n?(?:<p>)?(?:❌|⚠️|ℹ️) <strong>/gu) ?? [];
      expect(items).toHaveLength(hostile.files[0]!.findings.length);
    }),
    { numRuns: 300 },
  );
});

describe('a message', () => {
  const oneLine = text.map((words) => words.replaceAll(/[^!-~]+/g, ' ').trim());

  test('has its words in Markdown, and no more than code', () => {
    fc.assert(
      fc.property(oneLine, (message) => {
        const html = htmlOf(`x ${markdownText(message)} x`);
        expect(tagsOf(html).filter((tag) => !/^<\/?(?:p|code)>$/.test(tag))).toEqual([]);
        expect(wordsOf(html).replaceAll(/[\s`]/g, '')).toBe(`x${message.replaceAll(/[\s`]/g, '')}x`);
      }),
      { numRuns: 1000 },
    );
  });

  test('code is code, whatever backticks are in it', () => {
    fc.assert(
      fc.property(oneLine, (code) => {
        fc.pre(code !== '');
        expect(htmlOf(markdownCode(code))).toMatch(/^<p><code>[^<>]*<\/code><\/p>$/);
        expect(wordsOf(htmlOf(markdownCode(code)))).toBe(code);
      }),
      { numRuns: 1000 },
    );
  });

  test('a link has one target', () => {
    expect(htmlOf(markdownLink('a](b)[c', 'https://example.com/(x)\\<y>'))).toBe(
      '<p><a href="https://example.com/%28x%29%5c%3cy%3e">a](b)[c</a></p>',
    );
  });
});
