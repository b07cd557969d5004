import { type BaseImage, type CatalogueImage, defineRule, monthsBefore, tagDate } from 'azml-lint';

/** "We support tags up to six months older than `latest`", says the documentation of the inference images. */
const SUPPORTED_MONTHS = 6;

/** No newer tags come of these: it is the image that must change, and `base-image/deprecated` says so. */
const ENDED = new Set<CatalogueImage['status']>(['deprecated', 'retired', 'superseded']);

export default defineRule({
  id: 'base-image/stale-tag',
  title: 'Tag of the base image is older than six months',
  level: { inference: 'warning', training: 'off', other: 'off' },
  messages: {
    stale:
      '`{tag}` of `{image}` is of {day}, more than six months before {than}: Azure ML no longer supports it, and its ' +
      'security fixes are missing. Use `{newer}`.',
  },
  check({ file, report }) {
    for (const { base } of file.stages) {
      if (base.kind !== 'image' || !base.image || ENDED.has(base.image.status)) continue;
      const { tag, familiar } = base.reference;
      const stale = tag && staleness(tag.text.text, base.image, file.now);
      if (stale)
        report({ at: tag.text, message: 'stale', data: { tag: tag.text.text, image: familiar, ...stale } });
    }
  },
});

function staleness(tag: string, { newestTag }: NonNullable<BaseImage['image']>, now: string) {
  const date = tagDate(tag);
  if (!date) return undefined;
  const newest = newestTag === undefined ? undefined : tagDate(newestTag);
  const isOld = (then: Date) => date < monthsBefore(then, SUPPORTED_MONTHS);
  const newestIsOld = !newest || newest < monthsBefore(new Date(now), SUPPORTED_MONTHS);
  const newer = newestIsOld ? 'latest' : newestTag!;
  const day = date.toISOString().slice(0, 10);
  if (newest && isOld(newest)) return { day, than: `the newest one that is known, \`${newestTag}\``, newer };
  return isOld(new Date(now)) ? { day, than: now, newer } : undefined;
}
