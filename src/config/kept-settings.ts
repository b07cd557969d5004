import type { Settings } from '../rule/settings.ts';
import type { SettingsOptions } from './call-options.ts';
import { settingsOf } from './settings.ts';

const kept = new Map<string, Settings>();
const MOST_KEPT = 20;

/**
 * The settings for some options. Who lints many texts gives the same options again and again: their settings are made once, and
 * kept by value, so that options may be changed between two calls. Options with plugins, or with anything else that is not plain
 * data, are read each time.
 *
 * @param kindIds the kinds that rules of plugins may name
 * @throws {ConfigError} as {@link settingsOf} does
 */
export function keptSettings(options: SettingsOptions, kindIds?: readonly string[]): Settings {
  const text = plainText(options);
  if (text === undefined) return settingsOf(options, kindIds);
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const fresh = settingsOf(JSON.parse(text));
  kept.set(text, fresh);
  return fresh;
}

/** Data as JSON; `undefined` for what JSON would change. */
function plainText(data: object): string | undefined {
  let isPlain = true;
  const text = JSON.stringify(data, function (this: Record<string, unknown>, key, value: unknown) {
    isPlain &&= isPlainValue(this[key]);
    return value;
  });
  return isPlain ? text : undefined;
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null || Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
