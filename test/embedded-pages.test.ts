/** The pages of rules in a program of a single file are those of the package. */
import { expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { embeddedPages } from '../scripts/build/embedded-pages.mjs';
import { readPage } from '../src/session/rule-pages.ts';

test('every page, and none for a rule without', async () => {
  const { load } = await embeddedPages();
  expect(load('/any/where/src/session/rule-pages.ts')).toBeUndefined();
  const { code } = load('/any/where/src/session/page-file.ts')!;
  const embedded: { readPage: typeof readPage } = await import(
    `data:text/javascript,${encodeURIComponent(code)}`
  );
  for (const id of [...rules.map((rule) => rule.id), 'no/such-rule'])
    expect(embedded.readPage(id), id).toBe(readPage(id));
  expect(embedded.readPage(rules[0]!.id)).toMatch(/^# /);
});
