/** The examples on the page of a rule: what is marked in them, what the rule says about them, and as a state of the playground. */
import { stringify } from 'yaml';
import { catalogDate } from '../../src/image/catalog.ts';
import type { Finding } from '../../src/rule/finding.ts';
import { groupOf } from '../../src/rule/names.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import type { CaseSettings, InvalidCase, InvalidProject } from '../../src/testing/cases.ts';
import { findingsInProject } from '../../src/testing/check-project.ts';
import { lintWith } from '../../src/testing/lint-with.ts';
import { casesOf } from '../../src/testing/page.ts';
import { prepareCase } from '../../src/testing/prepared-case.ts';
import { isProject, prepareProject } from '../../src/testing/prepared-project.ts';
import { lintState } from '../client/playground/engine.ts';
import type { PlaygroundState } from '../client/playground/state.ts';

/** An example below Bad. */
export interface Example {
  /** The line of its first fence on the page, from 1. */
  readonly line: number;
  /** How many fences it has. */
  readonly fences: number;
  /** What the rule reports. */
  readonly findings: readonly Finding[];
  /** It, opened in the playground. */
  readonly state: PlaygroundState;
}

type Options = Readonly<Record<string, unknown>>;
type Settings = Omit<CaseSettings<Options>, 'files'>;

/** The examples below Bad, in their order. */
export function badExamples(rule: AnyRule, page: string, rules: readonly AnyRule[]): readonly Example[] {
  return casesOf<Options>(page).invalid.map((one) => ({
    line: Number(/\d+$/.exec(one.name!)![0]),
    ...(isProject(one)
      ? ofProject(rule, one as InvalidProject<Options>)
      : ofText(rule, one as InvalidCase<Options>, rules)),
  }));
}

function ofProject(rule: AnyRule, one: InvalidProject<Options>): Omit<Example, 'line'> {
  const { texts, settings } = prepareProject(rule, one);
  const files = Object.entries(texts);
  return {
    fences: files.length,
    findings: findingsInProject(rule, texts, settings).flatMap(({ findings }) => findings),
    state: stateWith(rule, one, { files, whole: true }),
  };
}

function ofText(rule: AnyRule, one: InvalidCase<Options>, rules: readonly AnyRule[]): Omit<Example, 'line'> {
  const { text, settings, kind } = prepareCase(rule, one, { otherRules: rule.about ? rules : [] });
  const path = kind.id === 'dockerfile' ? 'Dockerfile' : 'azureml.yml';
  const around = Object.entries(one.files ?? {});
  return {
    fences: 1,
    findings: lintWith(rule, text, settings),
    state: stateWith(rule, one, { files: [[path, text], ...around], whole: around.length > 0 }),
  };
}

/** A state in which the rule says what the page says, alone if another one would say it for this one. */
function stateWith(
  rule: AnyRule,
  one: Settings,
  content: Pick<PlaygroundState, 'files' | 'whole'>,
): PlaygroundState {
  const now = one.now === undefined || one.now === catalogDate ? '' : one.now;
  const state = { ...content, now, config: configOf(rule, one) };
  if (lintState(state).findings.some((finding) => finding.rule === rule.id)) return state;
  return { ...state, config: configOf(rule, one, { [`${groupOf(rule.id)}/*`]: 'off' }) };
}

/** @param others what is set before the rule itself is switched on */
function configOf(rule: AnyRule, one: Settings, others?: Readonly<Record<string, string>>): string {
  const { options, family, buildArgs, managedBuild } = one;
  const isOff = others !== undefined || Object.values(rule.level).every((level) => level === 'off');
  const entry = isOff ? (options ? ['warning', options] : 'warning') : options;
  const config = {
    ...(entry !== undefined && { rules: { ...others, [rule.id]: entry } }),
    ...(family && { family }),
    ...(buildArgs && { buildArgs }),
    ...(managedBuild !== undefined && { managedBuild }),
  };
  return Object.keys(config).length === 0 ? '' : stringify(config);
}
