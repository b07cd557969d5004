/** What is counted of a fleet. The page counts again whenever its filter changes, so each function is one loop. */
import { type FleetData, type ImageData, type State, severityNames, states } from './data.ts';

/** By severity, the worst first. */
type Counts = [error: number, warning: number, info: number];

/** Whether a repository is looked at, by its number. */
export type Scope = (repository: number) => boolean;

/** The worst first. */
const supports = ['ended', 'ending', 'supported', 'unknown'] as const;
export type Support = (typeof supports)[number];

/** So many days before its end, an image is said to be ending. */
const ENDING_DAYS = 90;

/** Whether an image is supported on a day. */
export function supportOn({ supportedUntil, isOver }: Partial<ImageData>, day: string): Support {
  if (isOver) return 'ended';
  if (supportedUntil === undefined) return 'unknown';
  const left = daysBetween(day, supportedUntil);
  return left < 0 ? 'ended' : left <= ENDING_DAYS ? 'ending' : 'supported';
}

/** Days from one day to another, `YYYY-MM-DD`; negative if the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isThere(state: State | number): boolean {
  return state === states.same || state === states.new;
}

/** With a comparison: whether it was reported before. */
function wasThere(state: State | number): boolean {
  return state !== states.new;
}

type Verdict = 'worse' | 'better' | 'same' | 'new' | 'gone';

export interface RepositoryTotals {
  readonly repository: number;
  readonly counts: Counts;
  readonly before: Counts;
  readonly added: number;
  readonly gone: number;
  readonly newlyHidden: number;
  readonly hidden: number;
  readonly images: number;
  readonly ended: number;
  readonly ending: number;
  /** The first end of support of its images; the empty text if none is known. */
  readonly firstEnd: string;
  readonly verdict: Verdict;
}

/** The repositories in scope, also those that are gone. */
export function repositoryTotals(data: FleetData, scope: Scope = everything): readonly RepositoryTotals[] {
  const totals = data.repositories.map((_, repository) => ({
    repository,
    counts: [0, 0, 0] as Counts,
    before: [0, 0, 0] as Counts,
    ...{ added: 0, gone: 0, newlyHidden: 0, hidden: 0 },
    images: new Set<number>(),
  }));
  const { findings, hidden, stages } = data;
  findings.repository.forEach((repository, row) => {
    const total = totals[repository]!;
    const state = findings.state[row]!;
    const severity = findings.severity[row]!;
    if (isThere(state)) total.counts[severity]!++;
    if (wasThere(state)) total.before[severity]!++;
    if (state === states.new) total.added++;
    else if (state === states.gone) total.gone++;
  });
  hidden.repository.forEach((repository, row) => {
    const total = totals[repository]!;
    if (isThere(hidden.state[row]!)) total.hidden++;
    if (hidden.state[row] === states.new) total.newlyHidden++;
  });
  stages.repository.forEach((repository, row) => {
    if (isThere(stages.state[row]!)) totals[repository]!.images.add(stages.image[row]!);
  });
  return totals
    .filter(({ repository }) => scope(repository))
    .map((total) => ({
      ...total,
      ...supportTotals(data, total.images),
      verdict: verdictOf(data.repositories[total.repository]!.state, total.counts, total.before),
    }));
}

function supportTotals({ images, day }: FleetData, used: ReadonlySet<number>) {
  const known = [...used].map((number) => images[number]!);
  const count = (wanted: Support) => known.filter((image) => supportOn(image, day) === wanted).length;
  const ends = known.flatMap(({ supportedUntil }) => supportedUntil ?? []).sort();
  return { images: used.size, ended: count('ended'), ending: count('ending'), firstEnd: ends[0] ?? '' };
}

/** More errors are worse, fewer are better; warnings decide where errors are equal. */
function verdictOf(state: State, now: Counts, before: Counts): Verdict {
  if (state === states.new) return 'new';
  if (state === states.gone) return 'gone';
  const difference = now[0] - before[0] || now[1] - before[1];
  return difference > 0 ? 'worse' : difference < 0 ? 'better' : 'same';
}

export interface RuleTotals {
  readonly rule: number;
  readonly counts: Counts;
  readonly all: number;
  /** The worst severity by number. */
  readonly severity: number;
  readonly repositories: number;
  readonly hidden: number;
  readonly before: number;
}

/** The rules with findings or hidden findings, now or before. */
export function ruleTotals(data: FleetData, scope: Scope = everything): readonly RuleTotals[] {
  const totals = data.rules.map((_, rule) => ({
    rule,
    counts: [0, 0, 0] as Counts,
    repositories: new Set<number>(),
    ...{ hidden: 0, before: 0 },
  }));
  const { findings, hidden } = data;
  findings.rule.forEach((rule, row) => {
    const repository = findings.repository[row]!;
    if (!scope(repository)) return;
    const total = totals[rule]!;
    if (wasThere(findings.state[row]!)) total.before++;
    if (!isThere(findings.state[row]!)) return;
    total.counts[findings.severity[row]!]!++;
    total.repositories.add(repository);
  });
  hidden.rule.forEach((rule, row) => {
    if (scope(hidden.repository[row]!) && isThere(hidden.state[row]!)) totals[rule]!.hidden++;
  });
  return totals
    .map(({ repositories, ...total }) => {
      const worst = total.counts.findIndex((count) => count > 0);
      return {
        ...total,
        all: sumOf(total.counts),
        severity: worst === -1 ? severityNames.length : worst,
        repositories: repositories.size,
      };
    })
    .filter(({ all, hidden, before }) => all + hidden + before > 0);
}

/** How images are told apart. */
export const imageGroups = ['tag', 'digest', 'name', 'family'] as const;
export type ImageGroup = (typeof imageGroups)[number];

export interface ImageTotals {
  /** What the images of the group have in common. */
  readonly text: string;
  readonly family: string;
  readonly status: string;
  readonly contents: string;
  /** The first end of support in the group; the empty text if none is known. */
  readonly supportedUntil: string;
  readonly support: Support;
  readonly successor: string;
  readonly repositories: number;
  readonly stages: number;
  readonly before: number;
}

/** The images in use, by group. */
export function imageTotals(
  data: FleetData,
  by: ImageGroup = 'tag',
  scope: Scope = everything,
): readonly ImageTotals[] {
  const { stages, images, day } = data;
  const groups = new Map<
    string,
    { text: string; images: Set<ImageData>; now: Set<number>; before: Set<number>; stages: number }
  >();
  stages.image.forEach((number, row) => {
    const repository = stages.repository[row]!;
    if (!scope(repository)) return;
    const image = images[number]!;
    const key =
      by === 'tag' || by === 'digest'
        ? `${imageGroupOf(image, by)} ${endKey(image)}`
        : imageGroupOf(image, by);
    const group = groups.get(key) ?? {
      text: imageGroupOf(image, by),
      images: new Set(),
      now: new Set(),
      before: new Set(),
      stages: 0,
    };
    groups.set(key, group);
    if (wasThere(stages.state[row]!)) group.before.add(repository);
    if (!isThere(stages.state[row]!)) return;
    group.images.add(image);
    group.now.add(repository);
    group.stages++;
  });
  return [...groups]
    .filter(([, { stages }]) => stages > 0)
    .map(([, group]) => {
      const of = (property: keyof ImageData) =>
        commonValue([...group.images].map((image) => String(image[property] ?? '')));
      const ends = [...group.images].flatMap(({ supportedUntil }) => supportedUntil ?? []).sort();
      const worst = supports.find((one) => [...group.images].some((image) => supportOn(image, day) === one));
      return {
        text: group.text,
        family: of('family'),
        status: of('status'),
        contents: of('contents'),
        supportedUntil: ends[0] ?? '',
        support: worst ?? 'unknown',
        successor: of('successor'),
        repositories: group.now.size,
        stages: group.stages,
        before: group.before.size,
      };
    });
}

/** Images of one name that end on different days are different ones: a file may bring its own Python. */
function endKey({ supportedUntil, contents }: ImageData): string {
  return JSON.stringify([supportedUntil, contents]);
}

/** The group of an image. */
export function imageGroupOf({ text, name, tag, digest, family }: ImageData, by: ImageGroup): string {
  if (by === 'family') return family ?? 'not known';
  if (by === 'name') return name;
  return by === 'tag' && digest !== undefined ? (tag === undefined ? name : `${name}:${tag}`) : text;
}

/** The value, if all have the same one. */
function commonValue(values: readonly string[]): string {
  return values.every((value) => value === values[0]) ? (values[0] ?? '') : '';
}

/** The head of the page. */
export interface Figures {
  readonly repositories: number;
  readonly files: number;
  readonly counts: Counts;
  readonly before: Counts;
  /** Repositories without errors. */
  readonly clean: number;
  readonly cleanBefore: number;
  readonly repositoriesBefore: number;
  /** Repositories with an image whose support has ended, and with one that ends soon. */
  readonly ended: number;
  readonly ending: number;
  readonly endedImages: number;
  readonly endingImages: number;
  readonly hidden: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

export function figuresOf(data: FleetData, scope: Scope = everything): Figures {
  const all = repositoryTotals(data, scope);
  const now = all.filter(({ verdict }) => verdict !== 'gone');
  const before = all.filter(({ verdict }) => verdict !== 'new');
  const images = imageTotals(data, 'tag', scope);
  const sum = (totals: readonly RepositoryTotals[], key: 'counts' | 'before') =>
    [0, 1, 2].map((severity) => totals.reduce((count, one) => count + one[key][severity]!, 0)) as Counts;
  return {
    repositories: now.length,
    files: now.reduce((count, { repository }) => count + data.repositories[repository]!.files, 0),
    counts: sum(now, 'counts'),
    before: sum(before, 'before'),
    clean: now.filter(({ counts }) => counts[0] === 0).length,
    cleanBefore: before.filter((one) => one.before[0] === 0).length,
    repositoriesBefore: before.length,
    ended: now.filter(({ ended }) => ended > 0).length,
    ending: now.filter(({ ending }) => ending > 0).length,
    endedImages: images.filter(({ support }) => support === 'ended').length,
    endingImages: images.filter(({ support }) => support === 'ending').length,
    hidden: now.reduce((count, one) => count + one.hidden, 0),
    verdicts: {
      worse: all.filter(({ verdict }) => verdict === 'worse').length,
      better: all.filter(({ verdict }) => verdict === 'better').length,
      same: all.filter(({ verdict }) => verdict === 'same').length,
      new: all.filter(({ verdict }) => verdict === 'new').length,
      gone: all.filter(({ verdict }) => verdict === 'gone').length,
    },
  };
}

/** A time in which images end. */
export interface EndTime {
  /** A month, `YYYY-MM`, or what it is called together with others. */
  readonly time: string;
  /** Repositories that build on them. */
  readonly repositories: number;
  readonly images: number;
}

/**
 * The times in which the support of images in use ends, in order. Those without an end are left out.
 *
 * @param timeOf the time of a month: a repository on several images that end in one time counts once
 */
export function endsOfSupport(
  data: FleetData,
  scope: Scope = everything,
  timeOf: (month: string) => string = (month) => month,
): readonly EndTime[] {
  const { stages, images } = data;
  const times = new Map<string, { repositories: Set<number>; images: Set<string> }>();
  stages.image.forEach((number, row) => {
    const repository = stages.repository[row]!;
    const image = images[number]!;
    const month = image.supportedUntil?.slice(0, 7);
    if (month === undefined || !isThere(stages.state[row]!) || !scope(repository)) return;
    const time = timeOf(month);
    const known = times.get(time) ?? { repositories: new Set(), images: new Set() };
    times.set(time, known);
    known.repositories.add(repository);
    known.images.add(`${imageGroupOf(image, 'tag')} ${endKey(image)}`);
  });
  return [...times]
    .map(([time, known]) => ({ time, repositories: known.repositories.size, images: known.images.size }))
    .sort((a, b) => (a.time < b.time ? -1 : 1));
}

function sumOf(counts: Counts): number {
  return counts[0] + counts[1] + counts[2];
}

function everything(): boolean {
  return true;
}
