import { matchesGlob } from '../text/glob.ts';
import type { ImageReference } from './reference.ts';

/**
 * Whether an entry of an allow list covers an image. Entries are globs for the name of the image with its registry.
 * `docker.io/` may be left out, as in a FROM; a registry alone (`docker.io`, `localhost:5000`) covers all its images;
 * an entry with a tag or a digest covers only those.
 *
 * @example
 * const [use] = readDockerfile('FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n').images;
 * const { reference } = use!.base;
 * matchesImagePattern(reference, 'mcr.microsoft.com/azureml/*'); // => true
 * matchesImagePattern(reference, 'docker.io'); // => false
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

/**
 * The tag and the digest, if the entry has them as well. An entry without a tag is never compared with one: it is free
 * text.
 */
function suffixFor(entry: string, { tag, digest }: ImageReference): string {
  const last = entry.slice(entry.lastIndexOf('/') + 1);
  const ofDigest = last.includes('@') && digest ? `@${digest.text}` : '';
  const ofTag = /^[^@]*:/.test(last) && tag ? `:${tag.text.text}` : '';
  return ofTag + ofDigest;
}

/** A host name with a dot, or this machine; anything else without a slash is an image of Docker Hub. */
function isRegistry(entry: string): boolean {
  return /^(?:localhost|[^/:@*?]+\.[^/:@*?]+)(?::\d+)?$/.test(entry);
}
