import type { CatalogImage } from './catalog.ts';
import { monthsBefore, tagDate, tagForm } from './tags.ts';

/** A tag that is older than those that Azure ML supports. */
export interface StaleTag {
  /** Its day, `YYYY-MM-DD`; the month alone, `YYYY-MM`, of a tag that names no day. */
  readonly day: string;
  /** What it is too old beside: the newest tag that is known, or the day of the lint. */
  readonly than: 'newest' | 'now';
  /** The newest tag that is known, where that is another one, or else `latest`. */
  readonly newer: string;
}

/** "We support tags up to six months older than `latest`", says the documentation of the inference images. */
const SUPPORTED_MONTHS = 6;

/** No newer tags come of these: it is the image that must change. */
const ENDED = new Set<CatalogImage['status']>(['deprecated', 'retired', 'superseded']);

/**
 * Whether a tag that stands for a day lies more than six months before the newest one of the image, or before `now`. The
 * day of a numbered version of a curated image is that of its release.
 *
 * @param image as the catalog knows it by that tag
 * @returns `undefined` for a tag that is recent, or whose day is not known
 */
export function staleTag(tag: string, image: CatalogImage, now: string): StaleTag | undefined {
  const date = tagDate(tag) ?? dayOf(image.released);
  if (!date || ENDED.has(image.status)) return undefined;
  const { newestTag, lastRelease } = image;
  const newest = newestTag === undefined ? undefined : (tagDate(newestTag) ?? dayOf(lastRelease));
  const isOldBeside = (then: Date) => date < monthsBefore(then, SUPPORTED_MONTHS);
  const newer = newestTag === undefined || newestTag === tag ? 'latest' : newestTag;
  const isOfMonth = ['biweekly', 'monthly'].includes(tagForm(tag));
  const day = date.toISOString().slice(0, isOfMonth ? 7 : 10);
  if (newest && isOldBeside(newest)) return { day, than: 'newest', newer };
  return isOldBeside(new Date(now)) ? { day, than: 'now', newer } : undefined;
}

function dayOf(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(day);
}
