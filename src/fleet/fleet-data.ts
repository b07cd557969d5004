/** From the reports of repositories to the data of the page. */
import { hazardAt, visible } from '../report/escape.ts';
import { isDay } from '../text/day.ts';
import { compareFindings, compareUses, imageText, type Pair, pairsOf, type WithState } from './comparison.ts';
import {
  type FleetData,
  type ImageData,
  type RepositoryData,
  type RuleData,
  severityNames,
  states,
} from './data.ts';
import type { JsonStage } from './json-report.ts';
import type { Collected, Repository, Row } from './repositories.ts';

export interface FleetInput {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly version: string;
  readonly now: Collected;
  readonly before?: Collected;
  /** Files that should have been reports. */
  readonly leftOut: readonly string[];
}

/**
 * The data of the page. It depends on the reports and the day alone.
 *
 * @example
 * const now = collectRepositories([]);
 * fleetData({ day: '2026-11-26', version: '1.0.0', now, leftOut: [] }).repositories; // => []
 */
export function fleetData({ day, version, now, before, leftOut }: FleetInput): FleetData {
  const tables = new Tables(day);
  for (const pair of pairsOf(now.repositories, before?.repositories ?? []))
    tables.add(pair, before !== undefined);
  return {
    day,
    version,
    versions: now.versions.map(shownText),
    reports: now.reports,
    leftOut: leftOut.map(shownText),
    ...(before && { previous: { versions: before.versions.map(shownText) } }),
    ...tables.data(),
  };
}

/** No text is longer: the page is read by people. */
const LONGEST = 1000;

/** A text on one line, in which nothing hides or turns the direction of writing. */
function shownText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const line = cut.replace(/\s*[\r\n]+\s*/g, ' ');
  return line.replace(/[^ -~]/gu, (character, index) =>
    hazardAt(line, index) === undefined ? character : visible(character),
  );
}

/** Values by number, each once. */
class Numbered<Value> {
  readonly values: Value[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param make called for the first of its key */
  number(key: string, make: () => Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(make()) - 1;
  }
}

class Tables {
  readonly #texts = new Numbered<string>();
  readonly #rules = new Numbered<RuleData>();
  readonly #images = new Numbered<ImageData>();
  readonly #repositories: RepositoryData[] = [];
  readonly #stages = columns(
    'repository',
    'path',
    'line',
    'image',
    'final',
    'name',
    'user',
    'entryScript',
    'state',
  );
  readonly #findings = columns('repository', 'path', 'line', 'rule', 'severity', 'message', 'state');
  readonly #hidden = columns(
    ...(['repository', 'path', 'line', 'rule', 'severity', 'message', 'state'] as const),
    ...(['baselined', 'reason', 'day'] as const),
  );
  readonly #changes = columns('repository', 'path', 'before', 'now');

  readonly #day: string;

  constructor(day: string) {
    this.#day = day;
    this.#text('');
  }

  data() {
    return {
      texts: this.#texts.values,
      repositories: this.#repositories,
      rules: this.#rules.values,
      images: this.#images.values,
      stages: this.#stages,
      findings: this.#findings,
      hidden: this.#hidden,
      imageChanges: this.#changes,
    };
  }

  /** @param isCompared there are reports of before, of whatever repositories */
  add(pair: Pair, isCompared: boolean): void {
    const { now, before } = pair;
    const state = !isCompared || (now && before) ? states.same : now ? states.new : states.gone;
    const known = now ?? before!;
    const repository = this.#repositories.push({ ...repositoryData(known), state }) - 1;
    // What is only on one side is compared with itself, and then all of it has the state of its repository.
    const compared = { now: known, before: before && now ? before : known };
    const stateOf = <Value>(one: WithState<Value>) => (now && before ? one.state : state);
    const { findings, hidden } = compareFindings(compared);
    for (const one of findings)
      push(this.#findings, { repository, ...this.#row(one.value), state: stateOf(one) });
    for (const one of hidden)
      push(this.#hidden, {
        repository,
        ...this.#row(one.value),
        ...this.#hiding(one.value),
        state: stateOf(one),
      });
    const { uses, changes } = compareUses(compared);
    for (const one of uses)
      push(this.#stages, {
        repository,
        path: this.#text(one.value.path),
        ...this.#stage(one.value.stage),
        state: stateOf(one),
      });
    for (const change of changes)
      push(this.#changes, {
        repository,
        path: this.#text(change.path),
        before: change.before ? this.#image(change.before) : -1,
        now: change.now ? this.#image(change.now) : -1,
      });
  }

  #text(text: string): number {
    return this.#texts.number(text, () => shownText(text));
  }

  #row({ path, line, rule, aliases, severity, message, help }: Row) {
    return {
      path: this.#text(path),
      line,
      rule: this.#rules.number(rule, () => ruleData(rule, aliases, help)),
      severity: severityNames.indexOf(severity),
      message: this.#text(message),
    };
  }

  #hiding({ suppression }: Row) {
    const { reason = '', day } =
      suppression?.kind === 'baseline'
        ? { day: suppression.since }
        : { reason: suppression?.reason, day: suppression?.until };
    return {
      baselined: suppression?.kind === 'baseline' ? 1 : 0,
      reason: this.#text(reason),
      day: this.#text(dayOf(day) ?? ''),
    };
  }

  #stage(stage: JsonStage) {
    const { line, final, name = '', user = '', entryScript = '' } = stage;
    return {
      line,
      image: this.#image(stage),
      final: final ? 1 : 0,
      name: this.#text(name),
      user: this.#text(user),
      entryScript: this.#text(entryScript),
    };
  }

  /** One image may be two: a file may bring another Python, which ends on another day. */
  #image(stage: JsonStage): number {
    const image = imageData(stage, this.#day);
    return this.#images.number(JSON.stringify(image), () => image);
  }
}

function columns<Name extends string>(...names: readonly Name[]): Record<Name, number[]> {
  return Object.fromEntries(names.map((name): [string, number[]] => [name, []])) as Record<Name, number[]>;
}

function push<Name extends string>(table: Record<Name, number[]>, row: Record<Name, number>): void {
  for (const name in table) table[name].push(row[name]);
}

function repositoryData({
  name,
  uri,
  commit,
  branch,
  files,
  failures,
}: Repository): Omit<RepositoryData, 'state'> {
  return {
    name: shownText(name),
    ...(uri !== undefined && { uri }),
    ...(commit !== undefined && { commit: shownText(commit) }),
    ...(branch !== undefined && { branch: shownText(branch.replace(/^refs\/(?:heads|tags)\//, '')) }),
    files: files.length,
    failures,
  };
}

function ruleData(id: string, aliases: readonly string[], help: string): RuleData {
  return { id: shownText(id), aliases: aliases.map(shownText), ...(isWebPage(help) && { help }) };
}

function isWebPage(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** What gets no more fixes has no end that is yet to come, however long the products in it are supported. */
function imageData(stage: JsonStage, day: string): ImageData {
  const { image, family, status, successor, supported } = stage;
  const end = dayOf(stage.supportedUntil);
  const text = imageText(stage);
  const isOver = supported === false && (end === undefined || end >= day);
  const known = {
    ...{ tag: image.tag, digest: image.digest, family, status, successor, contents: contentsOf(stage) },
    supportedUntil: isOver ? undefined : end,
  };
  const entries = Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    text: shownText(text),
    name: shownText(text.replace(/@sha\d+:.*$/, '').replace(/:[^/]*$/, '')),
    ...Object.fromEntries(entries.map(([key, value]) => [key, shownText(value)])),
    ...(isOver && { isOver }),
  };
}

/** What should be a day and is none is not known. */
function dayOf(text: string | undefined): string | undefined {
  return text !== undefined && isDay(text) ? text : undefined;
}

/** `Ubuntu 22.04, Python 3.10, CUDA 12.4` */
function contentsOf({ ubuntu, debian, python, cuda }: JsonStage): string | undefined {
  const versions = {
    Ubuntu: ubuntu,
    Debian: debian,
    Python: python,
    CUDA: cuda === 'none' ? undefined : cuda,
  };
  const known = Object.entries(versions).filter(([, version]) => version !== undefined);
  return known.length === 0 ? undefined : known.map((entry) => entry.join(' ')).join(', ');
}
