import { describe, expect, it } from 'vitest';
import { keptSettings } from '../src/config/kept-settings.ts';
import { settingsOf } from '../src/config/settings.ts';

const options = (allow: string[]) =>
  ({ preset: 'strict', rules: { 'base-image/not-allowed': ['error', { allow }] } }) as const;

describe('keptSettings', () => {
  it('gives the same settings for the same options', () => {
    expect(keptSettings(options(['ubuntu']))).toBe(keptSettings(options(['ubuntu'])));
    expect(keptSettings(options(['ubuntu']))).toEqual(settingsOf(options(['ubuntu'])));
  });

  it('sees that options were changed, and keeps what it gave before as it was', () => {
    const allow = ['ubuntu'];
    const first = keptSettings(options(allow));
    allow.push('debian');
    expect(keptSettings(options(allow))).toEqual(settingsOf(options(['ubuntu', 'debian'])));
    expect(keptSettings(options(['ubuntu']))).toBe(first);
    expect(first).toEqual(settingsOf(options(['ubuntu'])));
  });

  it('reads options that are no plain data each time', () => {
    const plugin = settingsOf({}).rules[0]!.rule;
    const withPlugin = { plugins: [{ ...plugin, id: 'acme/own', aliases: [] }] };
    expect(keptSettings(withPlugin)).not.toBe(keptSettings(withPlugin));
    expect(keptSettings(withPlugin)).toEqual(settingsOf(withPlugin));
  });

  it('throws each time for options that cannot be used', () => {
    const wrong = { rules: { 'no/such': 'off' } } as const;
    expect(() => keptSettings(wrong)).toThrow();
    expect(() => keptSettings(wrong)).toThrow();
  });
});
