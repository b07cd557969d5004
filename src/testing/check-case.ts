/** Reports problems of a rule, or of its cases. */

import { allowedHint } from '../config/did-you-mean.ts';
import { type CheckedOptions, compileOptions } from '../config/validation.ts';
import { imageFamilies } from '../image/family.ts';
import { kindIds } from '../kinds/index.ts';
import type { FileModel } from '../model/model.ts';
import { checkRule } from '../rule/check-rule.ts';
import type { Finding, MessageData } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import { lineAt } from '../text/source.ts';
import type { InvalidCase, ValidCase } from './cases.ts';
import { checkCured } from './check-cured.ts';
import { checkFixes } from './check-fixes.ts';
import { EXPECTED_KEYS, SHARED_KEYS, unknownKeys } from './keys.ts';
import { lintWith, watchedLint, watchedProject } from './lint-with.ts';
import { indented, LEGEND, markerDiff } from './marker-diff.ts';
import { hasFrom, type PreparedCase, type PreparedCases } from './prepared-case.ts';
import { checkEach, differs, type Problems } from './problems.ts';

const COMMON_KEYS = ['name', 'text', 'from', 'files', ...SHARED_KEYS];
const VALID_KEYS = [...COMMON_KEYS, 'malformed'];
const INVALID_KEYS = [...COMMON_KEYS, ...EXPECTED_KEYS, 'safety'];

const NO_FROM = 'the text has no FROM: say `from`, and `from: false` where that is meant';
const OFF =
  'the level of the rule is off for this family of base image: say `family`, or build on another image';

/** Whether the engine would accept a rule. */
export async function checkDefinition(rule: AnyRule): Promise<Problems> {
  const problems = checkRule(rule, kindIds);
  return problems.length > 0
    ? problems.map((problem) => `the rule ${problem}`)
    : (await optionsOf(rule)).problems;
}

/** Whether all cases together show the whole rule. */
export function checkCoverage(
  rule: AnyRule,
  { valid, invalid, validProjects, invalidProjects }: PreparedCases,
): Problems {
  const lints = [
    ...invalid.map(({ text, settings }) => watchedLint(rule, text, settings)),
    ...invalidProjects.map(({ texts, settings }) => watchedProject(rule, texts, settings)),
  ];
  const unused = Object.keys(rule.messages).filter((id) => lints.every(({ messages }) => !messages.has(id)));
  const problems = unused.map((id) => `no invalid case is reported with the message \`${id}\``);
  if (valid.length + validProjects.length === 0) problems.push('there is no valid case');
  if (invalid.length + invalidProjects.length === 0) problems.push('there is no invalid case');
  if (rule.fix && lints.every(({ findings }) => findings.every(({ fix }) => !fix)))
    problems.push(`the rule says \`fix: '${rule.fix}'\`, but no finding of an invalid case has a fix`);
  return problems;
}

/** Whether the rule finds nothing in a valid case. */
export async function checkValid(prepared: PreparedCase<ValidCase<unknown>>): Promise<Problems> {
  const { rule, given, text, markers, settings } = prepared;
  const problems = await checkForm(prepared, VALID_KEYS);
  if (markers.length > 0) problems.push('a valid case has no marks');
  if (lacksFrom(prepared) && !given.malformed) problems.push(NO_FROM);
  const { findings, file } = watchedLint(rule, text, settings);
  const line = malformedLine(prepared, file);
  if (line !== undefined && !given.malformed)
    problems.push(`line ${line} does not parse; where that is meant, say \`malformed: true\``);
  if (line === undefined && given.malformed) problems.push('it says `malformed: true`, but parses');
  const diff = markerDiff(text, [], findings);
  if (diff) problems.push(`nothing must be reported, but what comes after + is:\n\n${diff}`);
  return problems;
}

/** Whether the rule finds what an invalid case marks, with the given message, and fixes it as the case says. */
export async function checkInvalid(prepared: PreparedCase<InvalidCase<unknown>>): Promise<Problems> {
  const { rule, given, text, markers, settings } = prepared;
  const problems = await checkForm(prepared, INVALID_KEYS);
  const findings = lintWith(rule, text, settings);
  const diff = markerDiff(text, markers, findings);
  if (findings.length === 0)
    problems.push(`nothing is reported${whySilent(prepared)}:\n\n${diff ?? indented(text)}`);
  else if (diff) problems.push(`${LEGEND}:\n\n${diff}`);
  problems.push(
    ...checkEach('message', given.message, findings, checkMessage),
    ...checkEach('data', given.data, findings, checkData),
    ...checkEach('severity', given.severity, findings, ({ severity }, wanted) => differs(severity, wanted)),
    ...checkFixes(prepared, findings),
    ...(given.cured === undefined ? [] : checkCured(prepared, given.cured, findings)),
  );
  return problems;
}

function checkMessage({ message }: Finding, wanted: string | RegExp): string | undefined {
  if (typeof wanted === 'string') return differs(message, wanted);
  return wanted.test(message) ? undefined : `\n    ${message}\n  and does not match\n    ${wanted}`;
}

/** Whether the values in a message are those that a case names. */
export function checkData({ data }: Finding, wanted: MessageData): string | undefined {
  const names = Object.keys(wanted);
  const unknown = names.find((name) => !Object.hasOwn(data, name));
  if (unknown !== undefined)
    return ` without \`${unknown}\`. ${allowedHint(unknown, 'It has', Object.keys(data))}`;
  const named = Object.fromEntries(names.map((name) => [name, data[name]]));
  return differs(JSON.stringify(named), JSON.stringify(wanted));
}

/** The first line that the reader of such a file cannot parse: for a Dockerfile, the builder or a shell. */
function malformedLine({ kind }: PreparedCase, file: FileModel): number | undefined {
  const [first] = kind.problemsIn(file);
  return first && lineAt(file.source, first.start);
}

/** Reasons that are easily overlooked: a missing FROM, or a level that is off for the family of the stage. */
function whySilent(prepared: PreparedCase): string {
  if (lacksFrom(prepared)) return ` (${NO_FROM})`;
  const { rule, text, settings } = prepared;
  const isOff = lintWith(rule, text, { ...settings, level: 'warning' }).length > 0;
  return isOff ? ` (${OFF})` : '';
}

/** Whether a Dockerfile has no FROM by mistake. */
function lacksFrom({ kind, given, text }: PreparedCase): boolean {
  return kind.id === 'dockerfile' && given.from === undefined && !hasFrom(text);
}

/** The problems of how a case is written. */
async function checkForm(prepared: PreparedCase, keys: readonly string[]): Promise<string[]> {
  return [
    ...unknownKeys(prepared.given, keys),
    ...checkText(prepared),
    ...checkNames(prepared),
    ...checkSettings(prepared),
    ...(await checkOptions(prepared)),
  ];
}

/** A comment that was meant as a mark. */
function checkText({ text }: PreparedCase): Problems {
  const unread = text.split('\n').find((line) => /^#[ \t]*(?:\^\^|~~)/.test(line));
  if (unread === undefined) return [];
  return [`after the marks there may only be the id of a message, or ids of rules: ${unread}`];
}

/** The problems of the names of messages and rules in a case. */
function checkNames({ rule, given, markers }: PreparedCase): Problems {
  const ids = Object.keys(rule.messages);
  const unknown = markers.flatMap(({ messageId }) => messageId ?? []).filter((id) => !ids.includes(id));
  const strangers = markers.flatMap(({ rules }) => rules).filter((id) => id !== rule.id);
  const messages = 'message' in given ? [given.message].flat().map(String) : [];
  const asMessage = messages.find((message) => ids.includes(message));
  return [
    ...unknown.map((id) => `a mark names the message \`${id}\`. ${allowedHint(id, 'Messages', ids)}`),
    ...strangers.map((id) => `a mark names \`${id}\`, which is not tested here`),
    ...(asMessage ? [`the id of a message is written after the carets: \`#  ^^^ ${asMessage}\``] : []),
  ];
}

/** The problems of the family and the day that a case assumes. */
function checkSettings({ settings: { family, now } }: PreparedCase): Problems {
  return [
    ...(family === undefined || imageFamilies.includes(family)
      ? []
      : [`there is no family \`${family}\`. ${allowedHint(String(family), 'Families', imageFamilies)}`]),
    ...(now === undefined || /^\d{4}-\d\d-\d\d$/.test(now)
      ? []
      : [`\`now\` must be a day, YYYY-MM-DD, and not \`${now}\``]),
  ];
}

/** The problems of the options in a case. */
async function checkOptions({ rule, settings: { options = {} } }: PreparedCase): Promise<Problems> {
  const missing = (rule.options?.required ?? []).filter((name) => !Object.hasOwn(options, name));
  const { validate } = Object.keys(options).length > 0 ? await optionsOf(rule) : { validate: () => [] };
  return [
    ...missing.map((name) => `the rule needs the option \`${String(name)}\``),
    ...validate({ [rule.id]: options }).map(
      ({ instancePath, message }) =>
        `the options are not valid: ${instancePath.split('/').at(-1)} ${message}`,
    ),
  ];
}

const compiled = new WeakMap<AnyRule, Promise<CheckedOptions>>();

/** Compiles the options of a rule, once. */
function optionsOf(rule: AnyRule): Promise<CheckedOptions> {
  const options = compiled.get(rule) ?? compileOptions([rule]);
  compiled.set(rule, options);
  return options;
}
