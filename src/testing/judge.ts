/** Says what is wrong with a rule, or with its cases. Everything is a list of complaints: nothing wrong, no complaint. */

import { allowedHint } from '../config/hint.ts';
import { type CheckedOptions, compileOptions } from '../config/validation.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { analyse } from '../facts/analyse.ts';
import { applyEdits } from '../fix/apply.ts';
import { fixSource, type RefusedFix } from '../fix/fix.ts';
import { describeHarm } from '../fix/harm.ts';
import { checkRule } from '../rule/check-rule.ts';
import type { Finding } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import { lineAt } from '../text/source.ts';
import type { BadCase, GoodCase } from './cases.ts';
import { indented, markedOtherwise } from './drawing.ts';
import { type LintWith, lintWith, settingsFor, watchedLint } from './lint-with.ts';
import { type MarkedText, type Marker, readMarkers } from './markers.ts';

/** A case with its marks read. */
export interface Prepared<Case = GoodCase<unknown> | BadCase<unknown>> {
  readonly rule: AnyRule;
  readonly given: Case;
  /** What it is called among the tests. */
  readonly name: string;
  /** Without the marks. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** What the rule is run with. */
  readonly settings: LintWith<unknown>;
}

const SETTINGS = ['options', 'buildArgs', 'now', 'family'];
const GOOD_KEYS = ['name', 'text', 'malformed', ...SETTINGS];
const BAD_KEYS = ['name', 'text', 'fixed', 'message', 'severity', ...SETTINGS];

/** Reads one case. @throws for one without a text. */
export function prepare<Case extends GoodCase<unknown> | BadCase<unknown>>(
  rule: AnyRule,
  given: string | Case,
  beside: readonly AnyRule[],
): Prepared<Case> {
  const one = typeof given === 'string' ? ({ text: given } as Case) : given;
  if (typeof one?.text !== 'string') throw new Error('a case must be a text, or an object with a `text`');
  const { text, markers } = readMarkers(one.text);
  const { options = {}, buildArgs, now, family } = one;
  const settings = {
    options,
    beside,
    ...(buildArgs && { buildArgs }),
    ...(now && { now }),
    ...(family && { family }),
  };
  return { rule, given: one, name: one.name ?? tellingLine(text, markers), text, markers, settings };
}

/** The first marked line, or else the last of all. */
function tellingLine(text: string, [marker]: readonly Marker[]): string {
  const lines = text.split('\n');
  const line = marker ? lines[marker.line - 1] : lines.findLast((one) => one.trim() !== '');
  return line?.trim() ?? '';
}

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
  );
  return complaints;
}

/** The first line that the builder or a shell cannot read. */
function malformedLine({ rule, text, settings }: Prepared): number | undefined {
  const { dockerfile, source, runs } = analyse(parseDockerfile(text), settingsFor(rule, settings));
  const errors = runs.flatMap(({ scripts }) => scripts.flatMap((script) => script.errors));
  const [first] = [...dockerfile.problems, ...errors].sort((a, b) => a.start - b.start);
  return first && lineAt(source, first.start);
}

const LEGEND = 'the marks are not what is reported; + is missing, - is marked but not reported';

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

function judgeFixes(prepared: Prepared<BadCase<unknown>>, findings: readonly Finding[]): readonly string[] {
  const { rule, given, text, settings } = prepared;
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0) return given.fixed ? ['it says `fixed`, but no finding has a fix'] : [];
  const idle = fixable.filter(({ fix }) => applyEdits(text, fix!.edits) === text);
  if (idle.length > 0) return idle.map(({ fix }) => `the fix "${fix!.title}" changes nothing`);
  const result = fixSource(text, settingsFor(rule, settings), { unsafe: true, rules: new Set([rule.id]) });
  if (result.refused.length > 0) return result.refused.map(refusal);
  const left = result.findings.filter(({ rule: id }) => id === rule.id);
  const complaints: string[] = [];
  if (left.some(({ fix }) => fix))
    complaints.push('the fixes come to no end: the fixed text has findings with a fix again');
  if (given.fixed === undefined)
    complaints.push(
      `a finding has a fix, so the case must say \`fixed\`. This is what becomes of it:\n\n${indented(result.text)}`,
    );
  else if (given.fixed === false) {
    if (left.length > findings.length - fixable.length)
      complaints.push(`the fixed text is not clean:\n\n${markedOtherwise(result.text, [], left)}`);
  } else complaints.push(...judgeFixed(readMarkers(given.fixed), result.text, left));
  return complaints;
}

/** Compares a fixed text with the one that a case gives. */
function judgeFixed(wanted: MarkedText, found: string, left: readonly Finding[]): readonly string[] {
  if (wanted.text !== found)
    return [`the fixes make this of it:\n\n${indented(found)}\n\n  and not:\n\n${indented(wanted.text)}`];
  const drawing = markedOtherwise(found, wanted.markers, left);
  return drawing ? [`in the fixed text ${LEGEND}:\n\n${drawing}`] : [];
}

function refusal({ finding, harm }: RefusedFix): string {
  return `the fix "${finding.fix!.title}" does harm: ${describeHarm(harm)}`;
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
