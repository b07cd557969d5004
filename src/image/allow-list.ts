import { matchesGlob } from '../text/glob.ts';
import type { ImageReference } from './reference.ts';

/**
 * Does an entry of an allow list cover an image? Entries are globs for the name of the image with its registry.
 * `docker.io/` may be left out, as in a FROM; a registry alone (`docker.io`, `localhost:5000`) stands for all that is
 * in it; an entry with a tag or a digest covers only those.
 */
export function matchesImagePattern(image: ImageReference, entry: string): boolean {
  const pattern = isRegistry(entry) ? `${entry}/**` : entry;
  const suffix = suffixFor(pattern, image);
  return namesOf(image).some((name) => matchesGlob(pattern, name + suffix));
}

/** The ways to write the name: `docker.io/library/python`, `docker.io/python`, `python`. */
function namesOf({ name, familiar }: ImageReference): readonly string[] {
  return name.startsWith('docker.io/') ? [name, `docker.io/${familiar}`, familiar] : [name];
}

/** What of tag and digest the entry speaks about. A tag is never compared with an entry that has none: it is free text. */
function suffixFor(entry: string, { tag, digest }: ImageReference): string {
  const last = entry.slice(entry.lastIndexOf('/') + 1);
  const ofDigest = last.includes('@') && digest ? `@${digest.text}` : '';
  const ofTag = /^[^@]*:/.test(last) && tag ? `:${tag.text.text}` : '';
  return ofTag + ofDigest;
}

/** A host with a dot in it, or this machine; anything else without a slash is an image of Docker Hub. */
function isRegistry(entry: string): boolean {
  return /^(?:localhost|[^/:@*?]+\.[^/:@*?]+)(?::\d+)?$/.test(entry);
}
