/** What may be written at a place: images and tags, stages, rules. */
import { catalogNames, findImage, tagFormsOf } from '../image/catalog.ts';
import { curatedVersions } from '../image/curated-versions.ts';
import { type ImageProfile, profileOf } from '../image/image-profile.ts';
import { imageMarkdown } from '../image/image-rows.ts';
import { parseReference } from '../image/reference.ts';

import type { DockerfileModel } from '../model/model.ts';
import type { AnyRule } from '../rule/settings.ts';
import { verbatim } from '../text/fragment.ts';
import { lineAt, lineSpan, lineText, sourceOf } from '../text/source.ts';
import type { Checked } from './check.ts';
import { configurationProposals } from './configuration-completion.ts';
import type { Role } from './documents.ts';
import { namedRules, type Proposal, type Proposals } from './proposals.ts';

/** A place of a text, with what is known of it. */
export interface CompletionPlace {
  readonly text: string;
  readonly offset: number;
  readonly role: Role;
  /** The last state in which the text was linted; places in it may be others. */
  readonly checked: Checked | undefined;
  readonly rules: readonly AnyRule[];
  /** `YYYY-MM-DD` */
  readonly now: string;
}

const SUPPRESSION = /#\s*azml-lint\b:?\s+ignore(?:-stage|-file)?\s*=\s*(?:[\w*/.-]+\s*,\s*)*([\w*/.-]*)$/i;
const FROM = /^\s*from\s+(?:--platform=\S+\s+)?([^\s#]*)$/i;
const COPIED_FROM = /^\s*(?:copy|add)\s(?:.*\s)?--from=(\S*)$/i;
const MOUNTED_FROM = /--mount=(?:\S*,)?from=([^\s,]*)$/i;
const YAML_IMAGE = /^\s*(?:-\s+)?image\s*:\s*["']?([^\s"'#]*)$/;
/** So long is what comes before the cursor at most. */
const LONGEST_LINE = 2000;

/** What of a word follows the cursor. */
const REST = /^[\w./:@-]*/;

/** What may be written at a place. */
export function proposalsAt(place: CompletionPlace): Proposals | undefined {
  const { text, offset, role, checked, rules, now } = place;
  const source = sourceOf(text);
  const line = lineAt(source, offset);
  const { start } = lineSpan(source, line);
  // Nobody types a line that long; what is looked for in it must not take forever.
  if (offset - start > LONGEST_LINE) return undefined;
  const before = text.slice(start, offset);
  const rest = REST.exec(lineText(source, line).slice(before.length))?.[0] ?? '';
  const replacing = (word: string, all: readonly Proposal[]): Proposals => ({
    span: { start: offset - word.length, end: offset + rest.length },
    all,
  });
  const [, name] = SUPPRESSION.exec(before) ?? [];
  if (name !== undefined) return replacing(name, ruleProposals(rules, checked));
  if (role.is === 'configuration') return configurationProposals(source, offset, rules);
  if (role.is !== 'linted') return undefined;
  if (role.kind.id === 'azureml-yaml') {
    const [, image] = YAML_IMAGE.exec(before) ?? [];
    return image === undefined ? undefined : replacing(image, imageProposals(image, now));
  }
  const [, word] = FROM.exec(before) ?? COPIED_FROM.exec(before) ?? MOUNTED_FROM.exec(before) ?? [];
  if (word === undefined) return undefined;
  return replacing(word, [...stageProposals(checked, line), ...imageProposals(word, now)]);
}

/** The stages before a line. */
function stageProposals(checked: Checked | undefined, line: number): readonly Proposal[] {
  if (checked?.kind.id !== 'dockerfile') return [];
  const { stages } = checked.examination.file as DockerfileModel;
  return stages.flatMap(({ name, from }) => {
    if (name === undefined || from.startLine >= line) return [];
    return [{ of: 'stage' as const, text: name, detail: `the stage of line ${from.startLine}`, order: '0' }];
  });
}

/** Images or, behind the colon of one, its tags. */
function imageProposals(word: string, now: string): readonly Proposal[] {
  const colon = word.indexOf(':', word.lastIndexOf('/'));
  const name = word.slice(0, colon);
  return colon !== -1 && findImage(name) !== undefined ? tagProposals(name) : namesOf(now);
}

/** The names of all images, those in support first. They stay the same on one day. */
function namesOf(now: string): readonly Proposal[] {
  if (known?.now === now) return known.all;
  const all = catalogNames().map((name): Proposal => {
    const tag = findImage(name)?.newestTag;
    const { status, about } = profileNamed(name, now) ?? {};
    const isOld = status !== undefined && status !== 'supported' && status !== 'unknown';
    return {
      of: 'image',
      text: tag === undefined ? name : `${name}:${tag}`,
      detail: [about, isOld ? status : undefined].filter((part) => part !== undefined).join(', '),
      order: isOld ? '2' : '1',
      isOld,
    };
  });
  known = { now, all };
  return all;
}

let known: { readonly now: string; readonly all: readonly Proposal[] } | undefined;

/** So many numbered versions are proposed. */
const MOST_VERSIONS = 10;

function tagProposals(name: string): readonly Proposal[] {
  const image = findImage(name)!;
  const environment = name.slice(name.lastIndexOf('/') + 1);
  const versions = curatedVersions(environment).slice(-MOST_VERSIONS).toReversed();
  const tags = [
    ...(image.newestTag === undefined ? [] : [{ tag: image.newestTag, detail: 'the newest known' }]),
    ...versions.map(({ number, released }) => ({ tag: String(number), detail: released })),
    ...(tagFormsOf(image) === undefined ? [] : [{ tag: 'latest', detail: 'changes with each release' }]),
  ];
  const unique = new Map(tags.toReversed().map((one) => [one.tag, one]));
  return [...unique.values()].toReversed().map(({ tag, detail }, index) => ({
    of: 'tag',
    text: `${name}:${tag}`,
    detail,
    order: String(index).padStart(3, '0'),
  }));
}

/** What is known of a proposed image, for who looks at it. */
export function imageDocumentation(image: string, now: string): string | undefined {
  const profile = profileNamed(image, now);
  return profile && imageMarkdown(profile);
}

function profileNamed(image: string, now: string): ImageProfile | undefined {
  const reference = parseReference(verbatim(image, 0));
  return reference && profileOf(reference, now);
}

/** All rules and groups, those first that have found something. */
function ruleProposals(rules: readonly AnyRule[], checked: Checked | undefined): readonly Proposal[] {
  const found = new Set(checked?.reports.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return namedRules(rules).map((one) => ({ ...one, order: found.has(one.text) ? '0' : '1' }));
}
