/** Every rule has a page, and every Dockerfile and every cure on it does what the page says. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import type { SettingsOptions } from '../src/config/call-options.ts';
import { settingsOf } from '../src/config/settings.ts';
import { contextOf } from '../src/context/folder.ts';
import { kindOfText } from '../src/kinds/index.ts';
import { lintSource } from '../src/lint.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import type { CaseSettings } from '../src/testing/cases.ts';
import { checkCured } from '../src/testing/check-cured.ts';
import { checkCuredProject, findingsInProject } from '../src/testing/check-project.ts';
import {
  casesOf,
  type InvalidCase,
  type InvalidProject,
  lintWith,
  type PageCases,
  testRule,
  type ValidCase,
  type ValidProject,
} from '../src/testing/index.ts';
import { readMarkers } from '../src/testing/markers.ts';
import { type PreparedCase, prepareCase } from '../src/testing/prepared-case.ts';
import { isProject, prepareProject } from '../src/testing/prepared-project.ts';
import { lintProject, type ProjectTexts } from '../src/testing/project.ts';

/** Messages whose cure cannot be spelled out, `rule: message`, and the reason. */
const WITHOUT_CURE: Readonly<Record<string, string>> = {
  'base-image/private-registry: pulled': 'the other half of it is the workspace',
  'base-image/unknown-name: near': 'the registry tells whether the image exists',
  'base-image/unknown-name: unknown': 'the registry tells whether the image exists',
  'copy/source-ignored: everything': 'the other half of it is another file',
  'copy/source-missing: unknown': 'the other half of it is the command line',
  'dockerfile/placeholder-left: left': 'what is meant is known to nobody but the author',
  'dockerfile/syntax-error: unfilled': 'what fills in the template comes to other text',
  'dockerfile/template: template': 'what fills in the template comes to another file',
  'dockerfile/too-large: large': 'the other half of it is another file',
  'entry-script/config-json-collision: noObject': 'the other half of it is another file',
  'environment/invalid-shape: condaFile': 'the other half of it is another file',
  'environment/invalid-shape: documents': 'the other half of it is another file',
  'environment/invalid-shape: syntax': 'what is meant is known to nobody but the author',
  'model/directory-empty: empty': 'the other half of it is another file',
  'model/directory-empty: pointers': 'the other half of it is another file',
};

type Options = Readonly<Record<string, unknown>>;
type Invalid = InvalidCase<Options>;
type Projects = {
  readonly valid: readonly ValidProject<Options>[];
  readonly invalid: readonly InvalidProject<Options>[];
};

/** An invalid case with its findings, and the texts that may be cured forms of it. */
function shownBy(rule: AnyRule, one: Invalid, valid: readonly ValidCase<Options>[]) {
  const prepared = prepareCase(rule, one, { otherRules: rule.about ? rules : [] });
  const findings = lintWith(rule, prepared.text, prepared.settings);
  const texts = one.cured
    ? [one.cured]
    : [...(one.fixed ? [one.fixed] : []), ...valid.map(({ text }) => text)];
  return { prepared, findings, texts };
}

/** The settings of a call for those of a case, which has its context as texts by path. */
function withContext({ files, ...settings }: Omit<CaseSettings<never>, 'options'>): SettingsOptions {
  return files ? { ...settings, context: contextOf(files) } : settings;
}

/** Findings of other rules in a cured text that the invalid text did not have. */
function newlyBroken({ rule, text: invalid, settings }: PreparedCase, cured: string): readonly string[] {
  const { options: _options, otherRules: _otherRules, ...others } = settings;
  const seriousOf = (text: string) =>
    lintSource(readMarkers(text).text, settingsOf(withContext(others)), undefined, kindOfText(text))
      .findings.filter((finding) => finding.severity !== 'info' && finding.rule !== rule.id)
      .map((finding) => finding.rule);
  const before = new Set(seriousOf(invalid));
  return seriousOf(cured)
    .filter((id) => !before.has(id))
    .map((id) => `the cure breaks ${id}`);
}

/** A project that shows messages, with the problems of each attempt to cure it. */
function shownByProject(rule: AnyRule, one: InvalidProject<Options>, { valid }: Projects) {
  const prepared = prepareProject(rule, one);
  const found = findingsInProject(rule, prepared.texts, prepared.settings).flatMap(
    ({ findings }) => findings,
  );
  const forms = one.cured
    ? [one.cured]
    : [...(one.fixed ? [one.fixed] : []), ...valid.map(({ project }) => project)];
  const tries = forms.map((form) => {
    const { texts } = prepared.read(form);
    const broken = newlyBrokenIn(rule, prepared.texts, { ...prepared.texts, ...texts });
    return [...checkCuredProject(prepared, texts, found), ...broken];
  });
  return { findings: found, tries };
}

/** Serious findings of other rules in a cured project that the invalid one did not have. */
function newlyBrokenIn(rule: AnyRule, invalid: ProjectTexts, cured: ProjectTexts): readonly string[] {
  const before = new Set(seriousIn(rule, invalid).map((finding) => finding.rule));
  return seriousIn(rule, cured)
    .filter((finding) => !before.has(finding.rule))
    .map((finding) => `the cure breaks ${finding.rule}: ${finding.message}`);
}

function seriousIn(rule: AnyRule, texts: ProjectTexts) {
  return lintProject(texts, settingsOf({}))
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.severity !== 'info' && finding.rule !== rule.id);
}

test('messages without a cure are few, and messages of rules', () => {
  const known = rules.flatMap(({ id, messages }) =>
    Object.keys(messages).map((message) => `${id}: ${message}`),
  );
  expect(Object.keys(WITHOUT_CURE).filter((name) => !known.includes(name))).toEqual([]);
  expect(Object.keys(WITHOUT_CURE).length).toBeLessThan(known.length / 20);
});

for (const rule of rules) {
  const path = new URL(`../rules/${rule.id}.md`, import.meta.url);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const cases: PageCases<Options> = casesOf<Options>(page);
  const texts = {
    valid: cases.valid.filter((one): one is ValidCase<Options> => !isProject(one)),
    invalid: cases.invalid.filter((one): one is Invalid => !isProject(one)),
  };
  const projects: Projects = {
    valid: cases.valid.filter(isProject),
    invalid: cases.invalid.filter(isProject),
  };

  describe(`page of ${rule.id}`, () => {
    test('begins with the id', () => expect(page.startsWith(`# ${rule.id}\n`)).toBe(true));

    test.each(projects.valid.map((one) => [one.name, one] as const))(
      'Good, %s: no other rule is broken in any file',
      (_, one) => {
        const found = seriousIn(rule, prepareProject(rule, one).texts);
        expect(found.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
      },
    );

    test.each(texts.valid.map((one) => [one.name, one] as const))(
      'Good, %s: no other rule is broken',
      (_, one) => {
        const { text, name: _name, options: _options, malformed: _malformed, ...settings } = one;
        const { findings } = lintSource(
          readMarkers(text).text,
          settingsOf(withContext(settings)),
          undefined,
          kindOfText(text),
        );
        const serious = findings.filter((finding) => finding.severity !== 'info' && finding.rule !== rule.id);
        expect(serious.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
      },
    );
  });

  describe(`cures of ${rule.id}`, () => {
    const shown = texts.invalid.map((one) => shownBy(rule, one, texts.valid));
    const inProjects = projects.invalid.map((one) => shownByProject(rule, one, projects));
    const ids = new Set(
      [...shown, ...inProjects].flatMap(({ findings }) => findings.map(({ messageId }) => messageId)),
    );
    test.each([...ids])('%s: doing what it says cures', (id) => {
      const about = shown.filter(({ findings }) => findings.some(({ messageId }) => messageId === id));
      const tries = about.flatMap(({ prepared, findings, texts }) =>
        texts.map((text) => [...checkCured(prepared, text, findings), ...newlyBroken(prepared, text)]),
      );
      for (const one of inProjects.filter(({ findings }) =>
        findings.some(({ messageId }) => messageId === id),
      ))
        tries.push(...one.tries.map((problems) => [...problems]));
      const problems = tries.sort((a, b) => a.length - b.length)[0] ?? ['nothing on the page shows it'];
      const reason = WITHOUT_CURE[`${rule.id}: ${id}`];
      if (reason === undefined) expect(problems).toEqual([]);
      else expect(problems, 'it has a cure, and so no place among those without').not.toEqual([]);
    });
  });

  testRule(rule, { ...cases, ...(rule.about && { otherRules: rules }) }, { describe, it });
}
