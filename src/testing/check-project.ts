/** Reports problems of a rule, or of its cases, in projects of several files. */
import type { Finding } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { InvalidProject, ValidProject } from './cases.ts';
import { checkData } from './check-case.ts';
import { codesOf, wordsOf } from './check-cured.ts';
import { EXPECTED_KEYS, SHARED_KEYS, unknownKeys } from './keys.ts';
import { settingsFor } from './lint-with.ts';
import { indented, LEGEND, markerDiff } from './marker-diff.ts';
import type { Marker } from './markers.ts';
import type { PreparedProject } from './prepared-project.ts';
import { checkEach, differs, type Problems } from './problems.ts';
import { type FoundIn, fixProject, lintProject, type ProjectTexts } from './project.ts';

const VALID_KEYS = ['name', 'project', ...SHARED_KEYS];
const INVALID_KEYS = [...VALID_KEYS, ...EXPECTED_KEYS];

/** What a rule finds in a project. */
export function findingsInProject(rule: AnyRule, texts: ProjectTexts, settings: PreparedProject['settings']) {
  return lintProject(texts, settingsFor(rule, settings)).map(({ path, findings }) => ({
    path,
    findings: findings.filter((finding) => finding.rule === rule.id),
  }));
}

/** Whether the rule finds nothing in a valid project. */
export function checkValidProject(prepared: PreparedProject<ValidProject<unknown>>): Problems {
  const { rule, texts, markers, settings } = prepared;
  const marked = [...markers.values()].some((list) => list.length > 0);
  return [
    ...unknownKeys(prepared.given, VALID_KEYS),
    ...(marked ? ['a valid case has no marks'] : []),
    ...diffsOf(
      texts,
      findingsInProject(rule, texts, settings),
      new Map(),
      'nothing must be reported, but what comes after + is',
    ),
  ];
}

/** Whether the rule finds what an invalid project marks, and fixes it as the case says. */
export function checkInvalidProject(prepared: PreparedProject<InvalidProject<unknown>>): Problems {
  const { rule, given, texts, markers, settings } = prepared;
  const found = findingsInProject(rule, texts, settings);
  const findings = found.flatMap((one) => one.findings);
  return [
    ...unknownKeys(given, INVALID_KEYS),
    ...(findings.length === 0 ? ['nothing is reported'] : []),
    ...diffsOf(texts, found, markers, LEGEND),
    ...checkEach('message', given.message, findings, ({ message }, wanted) =>
      typeof wanted === 'string'
        ? differs(message, wanted)
        : wanted.test(message)
          ? undefined
          : `\n    ${message}`,
    ),
    ...checkEach('data', given.data, findings, checkData),
    ...checkEach('severity', given.severity, findings, ({ severity }, wanted) => differs(severity, wanted)),
    ...checkFixedProject(prepared, findings),
    ...(given.cured === undefined
      ? []
      : checkCuredProject(prepared, prepared.read(given.cured).texts, findings)),
  ];
}

function checkFixedProject(
  { rule, given, texts, settings, read }: PreparedProject<InvalidProject<unknown>>,
  findings: readonly Finding[],
): Problems {
  const fixable = findings.some(({ fix }) => fix !== undefined && fix.edits.length > 0);
  if (!fixable) return given.fixed ? ['it says `fixed`, but no finding has a fix that can be applied'] : [];
  if (given.fixed === undefined) return ['a finding has a fix, so the case must say `fixed`'];
  if (given.fixed === false) return [];
  const wanted = read(given.fixed);
  const whole: ProjectTexts = { ...texts, ...wanted.texts };
  const fixed = fixProject(texts, settingsFor(rule, settings), { unsafe: true, rules: new Set([rule.id]) });
  const other = Object.keys(whole).filter((path) => whole[path] !== fixed[path]);
  if (other.length > 0)
    return other.map(
      (path) =>
        `the fixes make this of ${path}:\n\n${indented(fixed[path] ?? '')}\n\n  and not:\n\n${indented(whole[path]!)}`,
    );
  return diffsOf(
    fixed,
    findingsInProject(rule, fixed, settings),
    wanted.markers,
    `in the fixed text ${LEGEND}`,
  );
}

/**
 * Whether files result from an invalid project by doing literally what the messages say: the rule finds nothing in them, and
 * each of their words is in the project, or is code in a message.
 */
export function checkCuredProject(
  { rule, texts, settings }: PreparedProject,
  cured: ProjectTexts,
  findings: readonly Finding[],
): Problems {
  const whole = { ...texts, ...cured };
  const codes = findings.flatMap(codesOf);
  const known = new Set(
    [...Object.values(texts), ...Object.keys(texts), ...codes].flatMap(wordsOf).flatMap(partsOf),
  );
  const open = codes.some((code) => code.includes('…'));
  const strange = Object.entries(cured)
    .flatMap(([, text]) => wordsOf(text))
    .filter((word) => !partsOf(word).every((part) => known.has(part)));
  return [
    ...diffsOf(
      whole,
      findingsInProject(rule, whole, settings),
      new Map(),
      'in the cured files, what comes after + is reported',
    ),
    ...(strange.length > 0 && !open
      ? [`the cure has words that no message says: ${strange.map((word) => `\`${word}\``).join(', ')}`]
      : []),
  ];
}

/** A path is known by its parts. */
function partsOf(word: string): readonly string[] {
  return [word, ...word.split(/[/:]+/)].filter((part) => part !== '');
}

function diffsOf(
  texts: ProjectTexts,
  found: readonly FoundIn[],
  markers: ReadonlyMap<string, readonly Marker[]>,
  what: string,
): Problems {
  const related = found.flatMap(({ findings }) => findings.flatMap((finding) => finding.related));
  return found.flatMap(({ path, findings }) => {
    const here = related.filter(({ file }) => file.path === path);
    const diff = markerDiff(texts[path] ?? '', markers.get(path) ?? [], findings, here);
    return diff === undefined ? [] : [`${path}: ${what}:\n\n${diff}`];
  });
}
