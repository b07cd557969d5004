import type { AnyKind } from '../kinds/kind.ts';
import type { AnyRule } from '../rule/settings.ts';
import { kindOfCase } from './case-kind.ts';
import type { InvalidCase, InvalidProject, RuleCases, ValidCase, ValidProject } from './cases.ts';
import type { LintWith } from './lint-with.ts';
import { type MarkedText, type Marker, readMarkers } from './markers.ts';
import { isProject, type PreparedProject, prepareProject } from './prepared-project.ts';

/** A case with its marks read. */
export interface PreparedCase<Given = ValidCase<unknown> | InvalidCase<unknown>> {
  readonly rule: AnyRule;
  readonly given: Given;
  /** The kind of file that the text is. */
  readonly kind: AnyKind;
  /** Its name among the tests. */
  readonly name: string;
  /** Without the marks. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** Reads another form of the same text, such as the fixed one. */
  readonly readForm: (text: string) => MarkedText;
  /** The settings of the rule. */
  readonly settings: LintWith<unknown>;
}

/** The settings that the cases of a rule share. */
export interface SharedSettings {
  readonly from?: string | undefined;
  readonly otherRules?: readonly AnyRule[] | undefined;
}

/** All cases of a rule, prepared. */
export interface PreparedCases {
  readonly valid: readonly PreparedCase<ValidCase<unknown>>[];
  readonly invalid: readonly PreparedCase<InvalidCase<unknown>>[];
  readonly validProjects: readonly PreparedProject<ValidProject<unknown>>[];
  readonly invalidProjects: readonly PreparedProject<InvalidProject<unknown>>[];
}

/** Reads all cases of a rule. @throws for a malformed case */
export function prepareCases(
  rule: AnyRule,
  { valid, invalid, ...shared }: RuleCases<unknown>,
): PreparedCases {
  if (!Array.isArray(valid) || !Array.isArray(invalid))
    throw new Error(`the cases of \`${rule.id}\` must be two lists, \`valid\` and \`invalid\``);
  return {
    valid: valid
      .filter((one) => !isProject(one))
      .flatMap((one) => singleCases<ValidCase<unknown>>(one))
      .map((one) => prepareCase(rule, one, shared)),
    invalid: invalid
      .filter((one) => !isProject(one))
      .flatMap((one) => singleCases<InvalidCase<unknown>>(one))
      .map((one) => prepareCase(rule, one, shared)),
    validProjects: valid.filter(isProject).map((one) => prepareProject(rule, one)),
    invalidProjects: invalid
      .filter(isProject)
      .map((one) => prepareProject<InvalidProject<unknown>>(rule, one)),
  };
}

/** Splits a text alone, a case, and several texts with common settings into single cases. */
function singleCases<Case extends { readonly text: string }>(
  given: string | Case | (Omit<Case, 'text'> & { readonly texts: readonly string[] }),
): readonly Case[] {
  if (typeof given === 'string') return [{ text: given } as Case];
  if (typeof given !== 'object' || given === null || !('texts' in given)) return [given];
  const { texts, ...others } = given;
  if (!Array.isArray(texts)) throw new Error('`texts` must be a list; one Dockerfile is a `text`');
  const own = ['name', 'text', 'fixed', 'cured'].find((key) => typeof Reflect.get(others, key) === 'string');
  if (own !== undefined) throw new Error(`several \`texts\` cannot have one \`${own}\``);
  return texts.map((text) => ({ ...others, text }) as unknown as Case);
}

/** Reads one case. @throws for a case without a text */
export function prepareCase<Given extends ValidCase<unknown> | InvalidCase<unknown>>(
  rule: AnyRule,
  given: Given,
  { from: sharedFrom, otherRules = [] }: SharedSettings = {},
): PreparedCase<Given> {
  if (typeof given?.text !== 'string') {
    const keys = Object.keys(given ?? {}).map((key) => `\`${key}\``);
    const what = keys.length > 0 ? `, and not one with ${keys.join(', ')}` : '';
    throw new Error(
      `a case of \`${rule.id}\` must be a text, or an object with a \`text\` or \`texts\`${what}`,
    );
  }
  const { options = {}, buildArgs, now, family, files, managedBuild, from = sharedFrom } = given;
  const kind = kindOfCase(rule, given.text);
  const readForm = (text: string) => readMarkers(kind.id === 'dockerfile' ? withFrom(text, from) : text);
  const { text, markers } = readForm(given.text);
  const settings = {
    options,
    otherRules,
    ...(buildArgs && { buildArgs }),
    ...(now && { now }),
    ...(family && { family }),
    ...(files && { files }),
    ...(managedBuild !== undefined && { managedBuild }),
  };
  const name = given.name ?? firstComment(given.text) ?? tellingLine(text, markers);
  return { rule, given, kind, name, text, markers, readForm, settings };
}

/** A text with a FROM: if it has none, that of the given image is added. */
function withFrom(text: string, image: string | false | undefined): string {
  if (!image || hasFrom(text)) return text;
  return `FROM ${image}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}`;
}

/** Whether a Dockerfile has a FROM. */
export function hasFrom(text: string): boolean {
  return /^[ \t]*FROM[ \t]/im.test(text);
}

/** The comment at the beginning of a text, unless it is a directive. */
function firstComment(text: string): string | undefined {
  return /^#[ \t]+(?!\w+[ \t]*=)(?![\^~])(.*\S)/.exec(text)?.[1];
}

/** The first marked line; without marks, the last line. */
function tellingLine(text: string, [marker]: readonly Marker[]): string {
  const lines = text.split('\n');
  const line = marker ? lines[marker.line - 1] : lines.findLast((one) => one.trim() !== '');
  return line?.trim() ?? '';
}
