import { allowedHint } from '../config/did-you-mean.ts';
import { contextOf } from '../context/folder.ts';
import { catalogDate } from '../image/catalog.ts';
import { examine } from '../lint.ts';
import type { FileModel } from '../model/model.ts';
import { surroundingsWith } from '../model/surroundings.ts';
import type { Finding, Level } from '../rule/finding.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { AnyRule, RuleSetting, Settings } from '../rule/settings.ts';
import { kindOfCase } from './case-kind.ts';
import type { CaseSettings, OptionsTo } from './cases.ts';
import { lintProject, type ProjectTexts } from './project.ts';

/** How to lint with a single rule. */
export interface LintWith<Options> extends CaseSettings<Options> {
  /** By default the rule's own level; or `warning`, if that is off for every family. */
  readonly level?: Level | FamilyLevels;
  /** Rules that run too, for a rule about suppressions; their findings are left out. */
  readonly otherRules?: readonly AnyRule[];
}

/**
 * Lints the text of a file with one rule. Returns its findings in order of place.
 *
 * @throws what the rule throws, and an error for an option that it does not have
 *
 * @example
 * const [finding] = lintWith(noCurl, 'FROM ubuntu:24.04\nRUN curl example.com\n', { level: 'info' });
 * assert.equal(finding?.severity, 'info');
 */
export function lintWith<R extends AnyRule>(
  rule: R,
  text: string,
  given: LintWith<OptionsTo<R>> = {},
): readonly Finding[] {
  return watchedLint(rule, text, given).findings;
}

/** The findings of a rule, the ids of all its messages that were used, including labels, and the file that it examined. */
export interface WatchedLint {
  readonly findings: readonly Finding[];
  readonly messages: ReadonlySet<string>;
  readonly file: FileModel;
}

/** The same, with a record of the messages. */
export function watchedLint(rule: AnyRule, text: string, given: LintWith<unknown>): WatchedLint {
  return watching(rule, (watched) => {
    const settings = settingsFor(watched, given);
    const { findings, others, file } = examine(text, settings, undefined, kindOfCase(rule, text));
    return { findings: [...findings, ...others.flatMap((other) => other.findings)], file };
  });
}

/** The findings of a rule in a project, and the ids of its messages that were used. */
export function watchedProject(
  rule: AnyRule,
  texts: ProjectTexts,
  given: LintWith<unknown>,
): Omit<WatchedLint, 'file'> {
  return watching(rule, (watched) => ({
    findings: lintProject(texts, settingsFor(watched, given)).flatMap(({ findings }) => findings),
  }));
}

/** Lints with a rule whose messages are recorded. */
function watching<Result extends { readonly findings: readonly Finding[] }>(
  rule: AnyRule,
  lint: (watched: AnyRule) => Result,
): Result & Pick<WatchedLint, 'messages'> {
  const messages = new Set<string>();
  const thrown: unknown[] = [];
  const watched: AnyRule = {
    ...rule,
    check(context) {
      const report: typeof context.report = (reported) => {
        for (const { message } of [reported, ...(reported.related ?? [])]) messages.add(message);
        context.report(reported);
      };
      try {
        return rule.check({ ...context, report });
      } catch (error) {
        thrown.push(error);
      }
    },
  };
  const result = lint(watched);
  // The engine would turn it into a finding, but the author needs the error itself, with its stack.
  if (thrown.length > 0) throw thrown[0];
  return { ...result, findings: result.findings.filter((finding) => finding.rule === rule.id), messages };
}

/** The settings under which one rule runs alone, or with the given ones. */
export function settingsFor(rule: AnyRule, given: LintWith<unknown>): Settings {
  const { level = ownLevel(rule), options = {}, otherRules = [], buildArgs = {}, now = catalogDate } = given;
  checkOptionNames(rule, options);
  const others = otherRules.filter(({ id }) => id !== rule.id);
  return {
    rules: [
      { rule, level, options: { ...rule.options?.defaults, ...options } },
      ...others.map(
        (other): RuleSetting => ({ rule: other, level: other.level, options: other.options?.defaults ?? {} }),
      ),
    ],
    buildArgs,
    now,
    ...(given.family && { family: given.family }),
    ...surroundingsFor(given),
  };
}

function surroundingsFor({ files, managedBuild }: CaseSettings<unknown>): Partial<Settings> {
  if (!files && managedBuild === undefined) return {};
  return { surroundings: surroundingsWith(files && contextOf(files), managedBuild) };
}

function ownLevel({ level }: AnyRule): FamilyLevels | 'warning' {
  return Object.values(level).every((one) => one === 'off') ? 'warning' : level;
}

function checkOptionNames(rule: AnyRule, options: object): void {
  const allowed = Object.keys(rule.options?.schema ?? {});
  const unknown = Object.keys(options).find((name) => !allowed.includes(name));
  if (unknown === undefined) return;
  const hint = allowed.length === 0 ? 'It takes no options.' : allowedHint(unknown, 'Its options', allowed);
  throw new Error(`\`${rule.id}\` has no option \`${unknown}\`. ${hint}`);
}
