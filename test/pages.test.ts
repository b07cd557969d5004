/** Every rule has a page, and every Dockerfile on it does what the page says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { settingsOf } from '../src/config/settings.ts';
import { applyFixes } from '../src/fix/apply.ts';
import { lintSource } from '../src/lint.ts';
import type { Finding } from '../src/rule/finding.ts';
import type { AnyRule, Settings } from '../src/rule/settings.ts';
import { placesOf } from '../src/testing/markers.ts';
import { type Example, examplesOf } from '../src/testing/page.ts';

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = readFileSync(new URL(`../rules/${id}.md`, import.meta.url), 'utf8');
  const examples = examplesOf(page);
  const of = (kind: Example['kind']) =>
    examples
      .filter((example) => example.kind === kind)
      .map((example) => [`line ${example.line}`, example] as const);

  test('the page begins with the id and shows what is bad and what is good', () => {
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    expect(of('bad').length).toBeGreaterThan(0);
    expect(of('good').length).toBeGreaterThan(0);
  });

  test.each(of('bad'))('Bad, %s: exactly the marked words are reported', (_, example) => {
    const found = lintSource(example.text, settingsFor(rule, example)).findings;
    expect(found.filter(({ internal }) => internal)).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((finding) => placeOf(finding))).toEqual(placesOf(example.markers));
    expect(
      found
        .map(({ message }) => message)
        .filter((message) => /[{}]\w*}?/.test(message) && message.includes('undefined')),
    ).toEqual([]);
  });

  test.each(of('good'))('Good, %s: nothing is reported', (_, example) => {
    expect(lintSource(example.text, settingsFor(rule, example)).findings).toEqual([]);
    const others = lintSource(example.text, recommended(example)).findings.filter(
      ({ severity }) => severity !== 'info',
    );
    expect(others.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  });

  test.each(of('fixed'))('Fixed, %s: that is what the fix makes of it', (_, example) => {
    const settings = settingsFor(rule, example);
    const fixed = fixAll(example.before!, settings);
    expect(fixed).toBe(example.text);
    expect(lintSource(fixed, settings).findings).toEqual([]);
  });

  if (rule.fix) test('the page shows what the fix does', () => expect(of('fixed').length).toBeGreaterThan(0));
});

/** The rule alone, on at its own levels or as a warning, with the options of the example. */
function settingsFor(rule: AnyRule, example: Example): Settings {
  const isOff = Object.values(rule.level).every((level) => level === 'off');
  const options = example.settings.options;
  const level = isOff ? 'warning' : undefined;
  const settings = settingsOf({
    ...example.settings,
    preset: 'recommended',
    rules: configured(rule.id, level, options),
  });
  return { ...settings, rules: settings.rules.filter((setting) => setting.rule === rule) };
}

function configured(id: string, level: 'warning' | undefined, options: unknown) {
  if (options !== undefined) return { [id]: [level ?? 'warning', options] as const };
  return level ? { [id]: level } : {};
}

function recommended(example: Example): Settings {
  const { options: _, ...settings } = example.settings;
  return settingsOf({ ...settings, preset: 'recommended' });
}

function fixAll(text: string, settings: Settings): string {
  for (let pass = 0; pass < 10; pass++) {
    const next = applyFixes(text, lintSource(text, settings).findings, () => true).text;
    if (next === text) return text;
    text = next;
  }
  throw new Error('still something to fix after ten passes');
}

function placeOf({ range }: Finding): string {
  const end = range.end.line === range.start.line ? range.end.column : '>';
  return `${range.start.line}:${range.start.column}-${end}`;
}
