import { imageFamilies } from '../image/family.ts';
import { closestMatch } from '../text/closest-match.ts';
import { type Level, severities } from './finding.ts';
import { groupOf } from './names.ts';
import type { AnyRule } from './settings.ts';

const levels: readonly unknown[] = ['off', ...severities] satisfies Level[];

/**
 * Checks that a value is a rule as {@link defineRule} requires, for rules that no compiler has checked. Returns the
 * problems, in words that follow "the rule": "has no title". Whether the schemas of its options are valid JSON Schema
 * is not checked here.
 *
 * @param kindIds the kinds of file that there are; without them, `kinds` is not checked
 */
export function checkRule(rule: unknown, kindIds?: readonly string[]): readonly string[] {
  if (!isRecord(rule)) return ['is not an object'];
  const problems: string[] = [];
  const check = (good: boolean, problem: string) => {
    if (!good) problems.push(problem);
  };

  check(isId(rule.id), 'has no id of the form `group/name` in lower-case letters, digits and hyphens');
  check(isTitle(rule.title), 'has no `title` of one line without a full stop');
  check(
    isFamilyLevels(rule.level),
    '`level` must give off, info, warning or error for each of inference, training, other',
  );
  check(typeof rule.check === 'function', 'has no function `check`');
  check(
    isOptional(rule.aliases, (aliases) => isListOfNames(namesIn(aliases))),
    '`aliases` must be a list of names without blanks and slashes',
  );
  check(
    isOptional(rule.presetOptions, isRecord),
    '`presetOptions` must give options by the name of a preset',
  );
  check(isOptional(rule.url, isLink), '`url` must be a link that begins with https:// or http://');
  check(
    isOptional(rule.fix, (fix) => fix === 'safe' || fix === 'unsafe'),
    '`fix` must be safe or unsafe',
  );
  check(
    isOptional(rule.strictLevel, (level) => levels.includes(level)),
    '`strictLevel` must be off, info, warning or error',
  );
  check(
    isOptional(rule.serving, (serving) => serving === true),
    '`serving` must be true',
  );
  check(isOptional(rule.security, isScore), '`security` must be a number from 0.1 to 10');
  if (kindIds !== undefined) {
    check(
      isOptional(rule.kinds, (kinds) => isListOf(kinds, kindIds)),
      `\`kinds\` must be a list of ${kindIds.join(', ')}`,
    );
  }
  problems.push(...misspelledKeys(rule), ...messageProblems(rule.messages), ...optionProblems(rule.options));
  return problems;
}

/**
 * Checks rules that are added to others: each by itself, that no id occurs twice, and that none is in a group of the
 * others, so that no rule can be confused with another's. Returns the problems, in words that need no context.
 */
export function checkRules(
  rules: readonly unknown[],
  others: readonly AnyRule[],
  kindIds?: readonly string[],
): readonly string[] {
  const malformed = rules.flatMap((rule, index) =>
    checkRule(rule, kindIds).map((problem) => `the rule ${nameOf(rule, index)} ${problem}`),
  );
  if (malformed.length > 0) return malformed;
  const ids = (rules as readonly AnyRule[]).map(({ id }) => id);
  const groups = new Set(ids.map(groupOf));
  const taken = new Set(others.map(({ id }) => groupOf(id)).filter((group) => groups.has(group)));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the rule \`${id}\` is there twice`),
    ...[...taken].map((group) => `the group \`${group}\` belongs to other rules`),
  ];
}

/** Whether a value is a list, not an empty one, of some names. */
function isListOf(value: unknown, names: readonly unknown[]): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => names.includes(one));
}

function nameOf(rule: unknown, index: number): string {
  const id = (rule as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? `\`${id}\`` : `number ${index + 1}`;
}

/** Every key of a rule. */
const keys = Object.keys({
  id: 0,
  aliases: 0,
  presetOptions: 0,
  title: 0,
  url: 0,
  level: 0,
  serving: 0,
  fix: 0,
  security: 0,
  strictLevel: 0,
  about: 0,
  tellsOfImages: 0,
  unsuppressible: 0,
  messages: 0,
  options: 0,
  kinds: 0,
  check: 0,
} satisfies Record<keyof AnyRule, 0>);

/** Keys that a slip has made of others, which would have no effect. A rule may have more, for its author's own use. */
function misspelledKeys(rule: Record<string, unknown>): string[] {
  return Object.keys(rule).flatMap((key) => {
    const meant = keys.includes(key) ? undefined : closestMatch(key, keys);
    return meant === undefined || Object.hasOwn(rule, meant)
      ? []
      : [`has a \`${key}\` where \`${meant}\` is meant`];
  });
}

function messageProblems(messages: unknown): string[] {
  if (!isRecord(messages) || Object.keys(messages).length === 0) return ['has no `messages`'];
  return Object.entries(messages).flatMap(([id, text]) => {
    if (typeof text !== 'string' || text === '') return [`message \`${id}\` must be a text`];
    // Braces that remain after the well-formed placeholders are removed are mistakes: `{a b}`, `{}`, `{{a}}`, `{a`.
    if (/[{}]/.test(text.replace(/\{\w+\}/g, ''))) {
      return [`message \`${id}\` has braces that are no placeholder like {name}`];
    }
    return [];
  });
}

function optionProblems(options: unknown): string[] {
  if (options === undefined) return [];
  if (!isRecord(options)) return ['`options` must be an object with `defaults` and `schema`'];
  const { defaults, schema, required = [], ownPolicy = [] } = options;
  if (!isRecord(defaults)) return ['`options.defaults` must be an object'];
  if (!isRecord(schema)) return ['`options.schema` must be an object: a JSON Schema for each option'];
  if (!Array.isArray(required)) return ['`options.required` must be a list of options'];
  if (!Array.isArray(ownPolicy)) return ['`options.ownPolicy` must be a list of options'];
  return [
    ...Object.entries(schema)
      .filter(([, one]) => !isRecord(one) || typeof one.description !== 'string')
      .map(([name]) => `option \`${name}\` must be a JSON Schema with a \`description\``),
    ...[...Object.keys(defaults), ...required, ...ownPolicy]
      .filter((name) => !Object.hasOwn(schema, name))
      .map((name) => `option \`${name}\` has no schema`),
  ];
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(value);
}

function isTitle(value: unknown): boolean {
  return typeof value === 'string' && /^(?=\S).*[^.\s]$/.test(value);
}

function isFamilyLevels(value: unknown): boolean {
  return isRecord(value) && imageFamilies.every((family) => levels.includes(value[family]));
}

function isLink(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/\S+$/.test(value);
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && /^[^\s/]+$/.test(name));
}

/** The names in a record, whose values say how faithful they are. */
function namesIn(aliases: unknown): unknown {
  return isRecord(aliases) ? Object.keys(aliases) : aliases;
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' && value >= 0.1 && value <= 10;
}

function isOptional(value: unknown, isGood: (value: unknown) => boolean): boolean {
  return value === undefined || isGood(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
