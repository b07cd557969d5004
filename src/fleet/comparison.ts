/** What changed in a repository since its last report. */
import { pushTo } from '../text/multimap.ts';
import { type State, states } from './data.ts';
import type { JsonStage } from './json-report.ts';
import { type Repository, type RepositoryFile, type Row, withoutPairs } from './repositories.ts';

/** A repository now and before; one of both is there. */
export interface Pair {
  readonly now?: Repository;
  readonly before?: Repository;
}

export interface WithState<Value> {
  readonly value: Value;
  readonly state: State;
}

/** Pairs repositories by their keys, in order of name. Without a comparison, all are as before. */
export function pairsOf(now: readonly Repository[], before: readonly Repository[]): readonly Pair[] {
  const open = new Map(before.map((repository) => [repository.key, repository]));
  const pairs = now.map((repository): Pair => {
    const previous = open.get(repository.key);
    open.delete(repository.key);
    return { now: repository, ...(previous && { before: previous }) };
  });
  const gone = [...open.values()].map((repository): Pair => ({ before: repository }));
  return [...pairs, ...gone];
}

/**
 * The findings of both reports of a repository, each once. Lines move and messages get better, so a finding is the same if
 * one of the same rule was in the file before and has no closer partner.
 */
export function compareFindings({ now, before }: Required<Pair>): {
  readonly findings: readonly WithState<Row>[];
  readonly hidden: readonly WithState<Row>[];
} {
  const found = compareRows(rowsIn(now, 'findings'), rowsIn(before, 'findings'));
  const hidden = compareRows(rowsIn(now, 'hidden'), rowsIn(before, 'hidden'));
  const gone = found.filter(({ state }) => state === states.gone);
  const newlyHidden = hidden.filter(({ state }) => state === states.new);
  const reallyGone = new Set(withoutPairs(gone, newlyHidden, ({ value }) => kindKey(value)).left);
  const findings = found.map((one) =>
    one.state === states.gone && !reallyGone.has(one) ? { ...one, state: states.hidden } : one,
  );
  return { findings, hidden };
}

function rowsIn({ files }: Repository, list: 'findings' | 'hidden'): readonly Row[] {
  return files.flatMap((file) => file[list]);
}

function compareRows(now: readonly Row[], before: readonly Row[]): readonly WithState<Row>[] {
  let left = { left: now, others: before };
  for (const keyOf of [placeKey, messageKey, severityKey]) left = withoutPairs(left.left, left.others, keyOf);
  const added = new Set(left.left);
  return [
    ...now.map((value) => ({ value, state: added.has(value) ? states.new : states.same })),
    ...left.others.map((value) => ({ value, state: states.gone })),
  ];
}

function kindKey({ path, rule, messageId }: Row): string {
  return JSON.stringify([path, rule, messageId]);
}

/** A policy that makes a warning an error makes a new finding. */
function severityKey(row: Row): string {
  return `${row.severity} ${kindKey(row)}`;
}

function messageKey(row: Row): string {
  return `${severityKey(row)} ${row.message}`;
}

function placeKey(row: Row): string {
  return `${row.line} ${messageKey(row)}`;
}

/** A stage that is built on an image, and its file. */
interface ImageUse {
  readonly path: string;
  readonly stage: JsonStage;
}

/** The stages that are built on an image of somebody else, and those that become images, be it by way of other stages. */
function imageUses(files: readonly RepositoryFile[]): readonly ImageUse[] {
  return files.flatMap(({ path, stages }) =>
    stages
      .filter(
        ({ image, final, family }) =>
          family !== 'scratch' && (image.stage === undefined || (final && image.reference)),
      )
      .map((stage) => ({ path, stage })),
  );
}

/** An image as people name it: with the values of variables, where they are known. */
export function imageText({ image }: JsonStage): string {
  return image.reference ?? image.text;
}

/** Files on another image than before: what went and what came, in pairs. */
interface ImageChange {
  readonly path: string;
  readonly before?: JsonStage;
  readonly now?: JsonStage;
}

export interface ComparedUses {
  readonly uses: readonly WithState<ImageUse>[];
  readonly changes: readonly ImageChange[];
}

export function compareUses({ now, before }: Required<Pair>): ComparedUses {
  const uses = imageUses(now.files);
  const { left, others } = withoutPairs(uses, imageUses(before.files), useKey);
  const added = new Set(left);
  const goneFrom = new Map<string, ImageUse[]>();
  for (const use of distinct(others)) pushTo(goneFrom, use.path, use);
  const came = distinct(left).map(({ path, stage }): ImageChange => {
    const previous = goneFrom.get(path)?.shift();
    return { path, now: stage, ...(previous && { before: previous.stage }) };
  });
  const went = [...goneFrom.values()].flat().map(({ path, stage }): ImageChange => ({ path, before: stage }));
  return {
    uses: [
      ...uses.map((value) => ({ value, state: added.has(value) ? states.new : states.same })),
      ...others.map((value) => ({ value, state: states.gone })),
    ],
    changes: [...came, ...went],
  };
}

function useKey({ path, stage }: ImageUse): string {
  return JSON.stringify([path, imageText(stage)]);
}

/** Several stages of a file may be built on one image. */
function distinct(uses: readonly ImageUse[]): readonly ImageUse[] {
  return [...new Map(uses.map((use) => [useKey(use), use])).values()];
}
