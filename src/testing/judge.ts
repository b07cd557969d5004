/** Says what is wrong with a rule, or with its cases. Everything is a list of complaints: nothing wrong, no complaint. */

import { allowedHint } from '../config/did-you-mean.ts';
import { type CheckedOptions, compileOptions } from '../config/validation.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { analyze } from '../model/analyze.ts';
import { checkRule } from '../rule/check-rule.ts';
import type { Finding } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import { lineAt } from '../text/source.ts';
import type { BadCase, GoodCase } from './cases.ts';
import { indented, LEGEND, markedOtherwise } from './drawing.ts';
import { judgeCured } from './judge-cured.ts';
import { judgeFixes } from './judge-fixes.ts';
import { lintWith, settingsFor, watchedLint } from './lint-with.ts';
import type { Prepared } from './prepare.ts';

const SETTINGS = ['options', 'buildArgs', 'now', 'family'];
const GOOD_KEYS = ['name', 'text', 'malformed', ...SETTINGS];
const BAD_KEYS = ['name', 'text', 'fixed', 'cured', 'message', 'severity', ...SETTINGS];

/** Whether a rule is one that the engine would take. */
export async function judgeRule(rule: AnyRule): Promise<readonly string[]> {
  const problems = checkRule(rule);
  return problems.length > 0
    ? problems.map((problem) => `the rule ${problem}`)
    : (await optionsOf(rule)).problems;
}

/** Whether all cases together show the rule as a whole. */
export function judgeWhole(
  rule: AnyRule,
  good: readonly Prepared<GoodCase<unknown>>[],
  bad: readonly Prepared<BadCase<unknown>>[],
): readonly string[] {
  const lints = bad.map(({ text, settings }) => watchedLint(rule, text, settings));
  const unused = Object.keys(rule.messages).filter((id) => lints.every(({ messages }) => !messages.has(id)));
  const complaints = unused.map((id) => `no bad case is reported with the message \`${id}\``);
  if (good.length === 0) complaints.push('there is no good case');
  if (bad.length === 0) complaints.push('there is no bad case');
  if (rule.fix && lints.every(({ findings }) => findings.every(({ fix }) => !fix)))
    complaints.push(`the rule says \`fix: '${rule.fix}'\`, but no finding of a bad case has a fix`);
  return complaints;
}

/** Whether the rule finds nothing in a good case. */
export async function judgeGood(prepared: Prepared<GoodCase<unknown>>): Promise<readonly string[]> {
  const { rule, given, text, markers, settings } = prepared;
  const complaints = await judgeForm(prepared, GOOD_KEYS);
  if (markers.length > 0) complaints.push('a good case has no marks');
  const line = malformedLine(prepared);
  if (line !== undefined && !given.malformed)
    complaints.push(`line ${line} does not parse; where that is meant, say \`malformed: true\``);
  if (line === undefined && given.malformed) complaints.push('it says `malformed: true`, but parses');
  const drawing = markedOtherwise(text, [], lintWith(rule, text, settings));
  if (drawing) complaints.push(`nothing must be reported, but what stands behind + is:\n\n${drawing}`);
  return complaints;
}

/** Whether the rule finds what a bad case marks, in the words that it says, and fixes it as it says. */
export async function judgeBad(prepared: Prepared<BadCase<unknown>>): Promise<readonly string[]> {
  const { rule, given, text, markers, settings } = prepared;
  const complaints = await judgeForm(prepared, BAD_KEYS);
  const findings = lintWith(rule, text, settings);
  const drawing = markedOtherwise(text, markers, findings);
  if (findings.length === 0)
    complaints.push(`nothing is reported${whySilent(prepared)}:\n\n${drawing ?? indented(text)}`);
  else if (drawing) complaints.push(`${LEGEND}:\n\n${drawing}`);
  complaints.push(
    ...judgeEach('message', given.message, findings, ({ message, messageId }, wanted) =>
      wanted === messageId ? wanted : message,
    ),
    ...judgeEach('severity', given.severity, findings, ({ severity }) => severity),
    ...judgeFixes(prepared, findings),
    ...(given.cured === undefined ? [] : judgeCured(prepared, given.cured, findings)),
  );
  return complaints;
}

/** The first line that the builder or a shell cannot read. */
function malformedLine({ rule, text, settings }: Prepared): number | undefined {
  const { dockerfile, source, runs } = analyze(parseDockerfile(text), settingsFor(rule, settings));
  const errors = runs.flatMap(({ scripts }) => scripts.flatMap((script) => script.errors));
  const [first] = [...dockerfile.problems, ...errors].sort((a, b) => a.start - b.start);
  return first && lineAt(source, first.start);
}

/** A level that is off for the family of the stage is easily overlooked. */
function whySilent({ rule, text, settings }: Prepared): string {
  const isOff = lintWith(rule, text, { ...settings, level: 'warning' }).length > 0;
  return isOff ? ' (the level of the rule is off for this family of base image)' : '';
}

/** Compares one thing of all findings with what a case says of them: one value for all, or one for each. */
function judgeEach(
  what: string,
  wanted: string | readonly string[] | undefined,
  findings: readonly Finding[],
  valueOf: (finding: Finding, wanted: string) => string,
): readonly string[] {
  if (wanted === undefined) return [];
  const values = typeof wanted === 'string' ? findings.map(() => wanted) : wanted;
  if (values.length !== findings.length)
    return [`\`${what}\` lists ${values.length}, but ${findings.length} findings are reported`];
  return findings.flatMap((finding, index) => {
    const value = values[index]!;
    const found = valueOf(finding, value);
    return found === value
      ? []
      : [`the ${what} of finding ${index + 1} is\n    ${found}\n  and not\n    ${value}`];
  });
}

/** What is wrong with how a case is written. */
async function judgeForm(
  { rule, given, markers, settings }: Prepared,
  keys: readonly string[],
): Promise<string[]> {
  const unknown = Object.keys(given).filter((key) => !keys.includes(key));
  const strangers = markers.flatMap(({ rules }) => rules).filter((id) => id !== rule.id);
  const { validate } = await optionsOf(rule);
  const missing = (rule.options?.required ?? []).filter(
    (name) => !Object.hasOwn(settings.options ?? {}, name),
  );
  const invalid = validate({ [rule.id]: settings.options });
  return [
    ...unknown.map((key) => `unknown key \`${key}\`. ${allowedHint(key, 'Keys', keys)}`),
    ...strangers.map((id) => `a mark names \`${id}\`, which is not tested here`),
    ...missing.map((name) => `the rule needs the option \`${String(name)}\``),
    ...invalid.map(
      ({ instancePath, message }) =>
        `the options are not valid: ${instancePath.split('/').at(-1)} ${message}`,
    ),
  ];
}

const compiled = new WeakMap<AnyRule, Promise<CheckedOptions>>();

/** Compiles the options of a rule once. */
function optionsOf(rule: AnyRule): Promise<CheckedOptions> {
  const options = compiled.get(rule) ?? compileOptions([rule]);
  compiled.set(rule, options);
  return options;
}
