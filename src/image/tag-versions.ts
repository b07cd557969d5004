/** What the tags of well-known public images say about what is in them. */
import { osReleaseOf } from './os-release.ts';
import { type ImageReference, isOfficial } from './reference.ts';

/** The versions in an image, as far as they are known. */
export interface TagVersions {
  readonly ubuntu?: string;
  readonly debian?: string;
  readonly python?: string;
}

/**
 * NVIDIA's images of CUDA, with the distribution in their tags. Source: https://hub.docker.com/r/nvidia/cuda.
 */
const WITH_SYSTEM_IN_TAG: ReadonlySet<string> = new Set(['docker.io/nvidia/cuda', 'nvcr.io/nvidia/cuda']);

/**
 * The versions that the tag of an official image of Docker, or of one of NVIDIA's, names: `ubuntu:22.04`, `python:3.12-bookworm`.
 * The tags of others may mean anything.
 */
export function versionsInTag(reference: ImageReference): TagVersions {
  if (!isOfficial(reference) && !WITH_SYSTEM_IN_TAG.has(reference.name)) return {};
  const system = osReleaseOf(reference);
  const python = pythonOf(reference);
  return {
    ...(system && { [system.distribution]: system.number }),
    ...(python !== undefined && { python }),
  };
}

/** `3.12` of `python:3.12-slim`, `3.12.8` of `python:3.12.8`; nothing of `python:3`, which moves on to the next release. */
function pythonOf({ name, tag }: ImageReference): string | undefined {
  if (name !== 'docker.io/library/python' || tag?.kind !== 'plain') return undefined;
  return /^(\d+\.\d+(?:\.\d+)?)(?:(?:a|b|rc)\d+)?(?:-|$)/.exec(tag.text.text)?.[1];
}
