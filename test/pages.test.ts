/** Every rule has a page, and every Dockerfile on it does what the page says. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { settingsOf } from '../src/config/settings.ts';
import { lintSource } from '../src/lint.ts';
import { casesOf, testRule } from '../src/testing/index.ts';
import { readMarkers } from '../src/testing/markers.ts';

for (const rule of rules) {
  const path = new URL(`../rules/${rule.id}.md`, import.meta.url);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const cases = casesOf(page);

  describe(`page of ${rule.id}`, () => {
    test('begins with the id', () => expect(page.startsWith(`# ${rule.id}\n`)).toBe(true));

    test.each(
      cases.good.map((one) => [one.name, one] as const),
    )('Good, %s: no other rule is broken', (_, one) => {
      const { text, name: _name, options: _options, malformed: _malformed, ...settings } = one;
      const { findings } = lintSource(readMarkers(text).text, settingsOf(settings));
      const serious = findings.filter((finding) => finding.severity !== 'info' && finding.rule !== rule.id);
      expect(serious.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
    });
  });

  testRule(rule, { ...cases, ...(rule.about && { beside: rules }) }, { describe, it });
}
