/** The built library, which a page imports unchanged, lints and fixes in a browser. */
import { expect, test } from 'vitest';
import type * as facts from '../../src/facts.ts';
import type * as library from '../../src/index.ts';
import { serve, startBrowser } from './browser.ts';

declare global {
  var azmlLint: typeof library & typeof facts;
}

const html = `<!doctype html><title>azml-lint</title><script type="module">
import * as library from '/dist/index.js';
import * as facts from '/dist/facts.js';
globalThis.azmlLint = { ...library, ...facts };
</script>`;

test('a page lints a Dockerfile, applies the fix and lints again', async () => {
  const address = await serve('.', { '/': html });
  const page = await (await startBrowser()).newPage();
  await page.goto(address);
  const result = await page.evaluate(() => {
    const { lint, applyEdits, findImage } = azmlLint;
    const text = 'FROM ubuntu:24.04\nRUN pip install flask>=2\n';
    const found = (one: string) => lint(one).findings.filter(({ rule }) => rule === 'pip/unquoted-specifier');
    const after = applyEdits(text, found(text)[0]!.fix!.edits);
    return {
      node: ['Buffer', 'process', 'require'].filter((name) => name in globalThis),
      python: findImage('mcr.microsoft.com/azureml/minimal-py312-inference')?.python,
      places: found(text).map(({ range }) => range.start),
      after,
      left: found(after).length,
    };
  });
  expect(result).toEqual({
    node: [],
    python: '3.12',
    places: [{ line: 2, column: 17 }],
    after: 'FROM ubuntu:24.04\nRUN pip install "flask>=2"\n',
    left: 0,
  });
});
