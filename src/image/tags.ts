/** The forms of tags of Azure ML images, and the day that some of them name. */

/**
 * - `day`: `20260715.v1`, and the old `20210210.31228572` with a build number
 * - `biweekly`: `biweekly.202607.1`, also `biweekly.202308.1.v1` and `vision.biweekly.202412.2`
 * - `monthly`: `monthly.202403`
 * - `number`: `71`, the version of a curated environment
 * - `latest`
 * - `other`: any other tag, such as the flavours of the first bases (`openmpi3.1.2-ubuntu18.04`)
 */
export type TagForm = 'day' | 'biweekly' | 'monthly' | 'number' | 'latest' | 'other';

// The old form has a build number, of six digits and more.
const DAY = /^(\d{4})(\d\d)(\d\d)\.(?:v\d+|\d{6,})$/;
const BIWEEKLY = /^(?:[a-z]+\.)?biweekly\.(\d{4})(\d\d)\.(\d)(?:\.v\d+)?$/;
const MONTHLY = /^(?:[a-z]+\.)?monthly\.(\d{4})(\d\d)(?:\.v?\d+)*$/;

export function tagForm(tag: string): TagForm {
  if (tag === 'latest') return 'latest';
  if (/^\d{1,7}$/.test(tag)) return 'number';
  if (DAY.test(tag)) return 'day';
  if (BIWEEKLY.test(tag)) return 'biweekly';
  return MONTHLY.test(tag) ? 'monthly' : 'other';
}

/**
 * The day that a tag names, at midnight UTC; without a day, the first day of its fortnight or month. `undefined` for a
 * tag that names none, or a day that does not exist.
 */
export function tagDate(tag: string): Date | undefined {
  const [, year, month, part] = DAY.exec(tag) ?? BIWEEKLY.exec(tag) ?? MONTHLY.exec(tag) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const day = part === undefined ? 1 : part.length === 1 ? (Number(part) - 1) * 14 + 1 : Number(part);
  return dayOf(Number(year), Number(month), day);
}

/** The same day some months earlier, or the last day of that month when it has no such day. */
export function monthsBefore(date: Date, months: number): Date {
  const month = date.getUTCMonth() - months;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)));
}

/** A tag of a form that the tags of an image never have. */
export interface MalformedTag {
  /** The form that they have, for a message: `20260715.v1`. */
  readonly form: string;
  /** What was probably meant, if that is clear. */
  readonly meant: string | undefined;
  /** Whether the form is right, or nearly, but the day does not exist. */
  readonly isNoDay: boolean;
}

const FORMS = {
  days: 'YYYYMMDD.vN',
  releases: 'biweekly.YYYYMM.N',
  numbers: 'a version number',
} as const;

/** The forms of the tags of a group of images, besides `latest`; see `tag_forms` in the sources of the catalog. */
export type TagForms = keyof typeof FORMS;

/**
 * What is wrong with the form of a tag; `undefined` for a form that exists, and for one that nobody can judge.
 *
 * @param forms those of the image: an image whose tags name releases also has tags that name days
 */
export function malformedTag(tag: string, forms: TagForms): MalformedTag | undefined {
  const form = FORMS[forms];
  const near = forms === 'numbers' ? /^[vV](\d{1,4})$/.exec(tag)?.[1] : nearForm(tag);
  if (isOfOtherImages(near ?? tag, forms)) return { form, meant: undefined, isNoDay: false };
  if (isDated(tag)) return tagDate(tag) ? undefined : { form, meant: undefined, isNoDay: true };
  if (near === undefined) return undefined;
  const isNoDay = forms !== 'numbers' && !tagDate(near);
  return { form, meant: isNoDay ? undefined : near, isNoDay };
}

/** Whether a tag has a form that Azure ML uses, but not for these images. */
function isOfOtherImages(tag: string, forms: TagForms): boolean {
  const isRelease = /^(?:[a-z]+\.)?(?:biweekly|monthly)\./.test(tag);
  if (forms === 'numbers') return isRelease || /^\d+(?:\.v?\d+)+$/i.test(tag) || /^\d{8}$/.test(tag);
  return tagForm(tag) === 'number' || (forms === 'days' && isRelease);
}

function isDated(tag: string): boolean {
  return ['day', 'biweekly', 'monthly'].includes(tagForm(tag));
}

/** The right form of a tag that nearly has it: `20240909.v1` for `20240909.1`, `20240909`, `v20240909.V1`. */
function nearForm(tag: string): string | undefined {
  const [, day, count] = /^v?(\d{8})(?:[._-]?v?(\d{1,5}))?$/i.exec(tag) ?? [];
  if (day !== undefined) return `${day}.v${count ?? 1}`;
  const [, kind, month, part] = /^(biweekly|monthly)[._-](\d{6})(?:[._-](\d))?$/i.exec(tag) ?? [];
  if (kind === undefined) return undefined;
  const release = `${kind.toLowerCase()}.${month}`;
  return kind.toLowerCase() === 'monthly' ? release : `${release}.${part ?? 1}`;
}

function dayOf(year: number, month: number, day: number): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}
