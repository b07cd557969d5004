/** Where the links of findings lead, by what the home page is. */
import { expect, test } from 'vitest';
import { addressesAt, isFileHost } from '../src/rule/links.ts';

test.each([
  'https://unpkg.com/azml-lint',
  'https://cdn.jsdelivr.net/npm/azml-lint',
  'https://unpkg.com/azml-lint/',
])('%s serves the files of each version', (homepage) => {
  const { page, schema } = addressesAt(homepage, '1.2.3');
  const root = `${homepage.replace(/\/$/, '')}@1.2.3`;
  expect(isFileHost(homepage)).toBe(true);
  expect(page('apt/lists-kept')).toBe(`${root}/rules/apt/lists-kept.md`);
  expect(schema('config.schema.json')).toBe(`${root}/schema/config.schema.json`);
});

test.each([
  'https://acme.github.io/azml-lint',
  'https://lint.example.org/',
  'https://unpkg.com.example.org/azml-lint',
])('%s is a site with pages, those of the newest version', (homepage) => {
  const { page, schema } = addressesAt(homepage, '1.2.3');
  const root = homepage.replace(/\/$/, '');
  expect(isFileHost(homepage)).toBe(false);
  expect(page('apt/lists-kept')).toBe(`${root}/rules/apt/lists-kept/`);
  expect(schema('config.schema.json')).toBe(`${root}/schema/config.schema.json`);
});
