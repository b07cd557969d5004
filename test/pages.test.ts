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
    const found = findingsOf(rule, example.text, example);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(placeOf)).toEqual(placesOf(example.markers));
  });

  test.each(of('good'))('Good, %s: nothing is reported, by no other rule either', (_, example) => {
    expect(findingsOf(rule, example.text, example)).toEqual([]);
    const others = lintSource(example.text, recommended(example)).findings;
    const serious = others.filter(({ severity }) => severity !== 'info');
    expect(serious.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  });

  test.each(of('fixed'))('Fixed, %s: that is what the fix makes of it', (_, example) => {
    expect(fixAll(rule, example)).toBe(example.text);
    expect(findingsOf(rule, example.text, example)).toEqual([]);
  });

  if (rule.fix) test('the page shows what the fix does', () => expect(of('fixed').length).toBeGreaterThan(0));
});

/** What one rule finds in a text, with the settings of an example. */
function findingsOf(rule: AnyRule, text: string, example: Example): readonly Finding[] {
  const { findings } = lintSource(text, settingsFor(rule, example));
  expect(findings.filter(({ internal }) => internal)).toEqual([]);
  return findings.filter((finding) => finding.rule === rule.id);
}

/**
 * The rule at its own levels, or as a warning when those are off, with the options of the example. A rule about
 * suppressions needs all others beside it.
 */
function settingsFor(rule: AnyRule, example: Example): Settings {
  const isOff = Object.values(rule.level).every((level) => level === 'off');
  const { options, ...settings } = example.settings;
  const level = isOff ? 'warning' : undefined;
  const all = settingsOf({ ...settings, preset: 'recommended', rules: configured(rule.id, level, options) });
  return rule.about ? all : { ...all, rules: all.rules.filter((setting) => setting.rule === rule) };
}

function configured(id: string, level: 'warning' | undefined, options: unknown) {
  if (options !== undefined) return { [id]: [level ?? 'warning', options] as const };
  return level ? { [id]: level } : {};
}

function recommended(example: Example): Settings {
  const { options: _, ...settings } = example.settings;
  return settingsOf({ ...settings, preset: 'recommended' });
}

function fixAll(rule: AnyRule, example: Example): string {
  let text = example.before!;
  for (let pass = 0; pass < 10; pass++) {
    const next = applyFixes(text, findingsOf(rule, text, example), () => true).text;
    if (next === text) return text;
    text = next;
  }
  throw new Error('still something to fix after ten passes');
}

function placeOf({ range }: Finding): string {
  const end = range.end.line === range.start.line ? range.end.column : '>';
  return `${range.start.line}:${range.start.column}-${end}`;
}
