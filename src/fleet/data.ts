/**
 * What the page of a fleet is made from: all repositories, and everything that is counted, as columns of numbers. The
 * command writes it, the page reads it, and both count with the functions of `totals.ts`.
 */

/** The severities by the number that columns have for them. */
export const severityNames = ['error', 'warning', 'info'] as const;

/** Whether something is there now, and was there before, where there is a comparison. */
export const states = {
  /** There now, as before; everything where nothing is compared. */
  same: 0,
  /** It was not there before. */
  new: 1,
  /** It is no longer there. */
  gone: 2,
  /** It was reported before, and now a comment or the baseline hides it. */
  hidden: 3,
} as const;
export type State = (typeof states)[keyof typeof states];

export interface FleetData {
  /** The day that ages are judged by, `YYYY-MM-DD`. */
  readonly day: string;
  /** Version of the azml-lint that made the page. */
  readonly version: string;
  /** Versions of the azml-lint that made the reports. */
  readonly versions: readonly string[];
  readonly reports: number;
  /** Files that should have been reports and could not be used. */
  readonly leftOut: readonly string[];
  /** The versions that made the reports of before, if there is a comparison. */
  readonly previous?: { readonly versions: readonly string[] };
  /** Every text of the columns once. */
  readonly texts: readonly string[];
  /** By name. */
  readonly repositories: readonly RepositoryData[];
  /** By id. */
  readonly rules: readonly RuleData[];
  /** By name, tag and digest. */
  readonly images: readonly ImageData[];
  readonly stages: StageColumns;
  readonly findings: FindingColumns;
  readonly hidden: HiddenColumns;
  readonly imageChanges: ImageChangeColumns;
}

export interface RepositoryData {
  readonly name: string;
  /** A web page. */
  readonly uri?: string;
  readonly commit?: string;
  readonly branch?: string;
  readonly state: State;
  readonly files: number;
  /** What went wrong with the runs themselves. */
  readonly failures: number;
}

export interface RuleData {
  readonly id: string;
  readonly aliases: readonly string[];
  /** A web page. */
  readonly help?: string;
}

/** A base image as the FROM line has it, and what is known of it. */
export interface ImageData {
  /** As shown: with its tag and digest; with variables where their values are not known. */
  readonly text: string;
  /** Without tag and digest. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly family?: string;
  readonly status?: string;
  /** What is in it: `Ubuntu 22.04, Python 3.10`. */
  readonly contents?: string;
  /** It gets no more fixes, and there is no day on which that began. */
  readonly isOver?: boolean;
  /** The last day of support, `YYYY-MM-DD`. */
  readonly supportedUntil?: string;
  readonly successor?: string;
}

/** Columns: each list has one number for each row. Texts, repositories, rules and images are their indices. */
type Column = readonly number[];

interface StageColumns {
  readonly repository: Column;
  readonly path: Column;
  readonly line: Column;
  readonly image: Column;
  /** 1: the image that is built in the end. */
  readonly final: Column;
  /** Texts; the empty one if it is not known. */
  readonly name: Column;
  readonly user: Column;
  readonly entryScript: Column;
  readonly state: Column;
}

interface FindingColumns {
  readonly repository: Column;
  readonly path: Column;
  readonly line: Column;
  readonly rule: Column;
  readonly severity: Column;
  readonly message: Column;
  readonly state: Column;
}

interface HiddenColumns extends FindingColumns {
  /** 1: the baseline hides it; 0: a comment. */
  readonly baselined: Column;
  /** Texts; the empty one if there is none. */
  readonly reason: Column;
  /** The last day of a comment, or the first of an entry of the baseline. */
  readonly day: Column;
}

/** A file that was built on one image and now is on another; the number is -1 where there was none or is none. */
interface ImageChangeColumns {
  readonly repository: Column;
  readonly path: Column;
  readonly before: Column;
  readonly now: Column;
}
