import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, wrap, wrapText } from '../src/report/cells.ts';
import { maskSecrets } from '../src/text/secrets.ts';
import { acting, file } from './hostile-reports.ts';
import { compactReport, fileOf, jsonReport, runOf, sarifReport, textReport } from './report-samples.ts';

/** The severity and the rule of a finding, after its place or in a row of their own. */
const head = /(?:^|:\d+:\d+ {2})(?:error|warning|info) {2}apt\/lists-kept {2}DL3009$/gm;

const color = /\x1b\[[0-9;]*m/g;

test('text: any finding in any text is told, and nothing in it acts', () => {
  fc.assert(
    fc.property(
      file,
      fc.integer({ min: 0, max: 200 }),
      fc.boolean(),
      ({ path, content, samples }, width, colored) => {
        const run = runOf([fileOf(path, content, samples)]);
        const printed = [
          ...textReport(run, {
            color: colored,
            hyperlinks: false,
            width,
            quiet: false,
            showSuppressed: true,
          }),
        ].join('');
        expect(colored ? printed.replaceAll(color, '') : printed).not.toMatch(acting);
        if (!colored) expect(printed.match(head)?.length ?? 0).toBeGreaterThanOrEqual(samples.length);
      },
    ),
    { numRuns: 1000 },
  );
});

test('text: no row is wider than asked for but the path and the links', () => {
  fc.assert(
    fc.property(file, fc.integer({ min: 40, max: 120 }), ({ content, samples }, width) => {
      const run = runOf([fileOf('Dockerfile', content, samples)]);
      const rows = [
        ...textReport(run, { color: false, hyperlinks: false, width, quiet: false, showSuppressed: true }),
      ]
        .join('')
        .split('\n');
      const ascii = rows.filter((row) => !row.includes('https://') && /^[ -~│┆…]*$/.test(row));
      for (const row of ascii) expect(row.length).toBeLessThanOrEqual(width);
    }),
    { numRuns: 500 },
  );
});

test('compact: one line for each finding, and nothing in it acts', () => {
  fc.assert(
    fc.property(file, ({ path, content, samples }) => {
      const printed = [...compactReport(runOf([fileOf(path, content, samples)]))].join('');
      expect(printed).not.toMatch(acting);
      const lines = printed.split('\n').slice(0, -1);
      expect(lines).toHaveLength(samples.length);
      for (const line of lines) expect(line).toMatch(/:\d+:\d+: (?:error|warning|info) apt\/lists-kept /);
    }),
    { numRuns: 500 },
  );
});

test('JSON and SARIF: what is printed is harmless and reads back', async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ path, content, samples }) => {
      const run = runOf([fileOf(path, content, samples)]);
      const json = [...jsonReport(run)].join('');
      expect(json).not.toMatch(acting);
      expect(JSON.parse(json).files[0].path).toBe(maskSecrets(path));
      let sarif = '';
      for await (const part of sarifReport(run, {
        cwd: '/work',
        root: '/work',
        sarifSuppressed: true,
        env: {},
        loadPages: async () => ({}),
      }))
        sarif += part;
      expect(sarif).not.toMatch(acting);
      expect(JSON.parse(sarif).runs[0].results).toHaveLength(samples.length);
    }),
    { numRuns: 500 },
  );
});

test('prose is broken as its cells are', () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('a', 'of', '`pip`', ' ', '::b', '##[', '日本', '…'),
  );
  const prose = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(prose, fc.integer({ min: 4, max: 40 }), (words, width) => {
      expect(wrapText(words, [], width)).toEqual(wrap(cellsOf(words, []), width));
    }),
    { numRuns: 500 },
  );
});
