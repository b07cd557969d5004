import type { CatalogImage } from './catalog.ts';
import { monthsBefore, tagDate, tagForm } from './tags.ts';

/** A tag that is older than those that Azure ML supports. */
export interface StaleTag {
  /** Its day, `YYYY-MM-DD`; only the month, `YYYY-MM`, of a tag without a day. */
  readonly day: string;
  /** What it is too old in comparison with: the newest known tag, or the day of the lint. */
  readonly than: 'newest' | 'now';
  /** The newest known tag if that is a different one; otherwise `latest`. */
  readonly newer: string;
}

/** "We support tags up to six months older than `latest`", says the documentation of the inference images. */
const SUPPORTED_MONTHS = 6;

/** These images get no newer tags: another image is needed. */
const ENDED = new Set<CatalogImage['status']>(['deprecated', 'retired', 'superseded']);

/**
 * Whether the day of a tag is more than six months before the newest tag of the image, or before `now`. The day of a
 * numbered version of a curated image is the day of its release.
 *
 * @param image the entry of the catalog for this tag
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
