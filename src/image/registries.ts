/** Which registries give their images to anybody. */
import { matchesGlob } from '../text/glob.ts';
import type { ImageReference } from './reference.ts';

/**
 * Registries of public images: a private image in one of them is not known to be one. The last two are where Microsoft builds
 * Azure Container for PyTorch.
 */
const PUBLIC = [
  'docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'mcr.microsoft.com',
  'ghcr.io',
  'quay.io',
  'nvcr.io',
  'gcr.io',
  '*.gcr.io',
  '*.pkg.dev',
  'public.ecr.aws',
  'registry.k8s.io',
  'registry.gitlab.com',
  'registry.access.redhat.com',
  'registry.fedoraproject.org',
  'registry.suse.com',
  'registry.opensuse.org',
  'container-registry.oracle.com',
  'docker.elastic.co',
  'docker.n8n.io',
  'lscr.io',
  'cgr.dev',
  'ptebic.azurecr.io',
  'acptdev.azurecr.io',
];

/**
 * The host of an image that is not one of the well-known registries of public images; `undefined` for those, and for a host
 * that is no name of the internet, such as `localhost:5000`.
 *
 * @example
 * const [first, second] = readDockerfile('FROM contosoml.azurecr.io/train:7 AS base\nFROM python:3.12\n').images;
 * privateRegistryOf(first!.base.reference); // => 'contosoml.azurecr.io'
 * privateRegistryOf(second!.base.reference); // => undefined
 */
export function privateRegistryOf({ name }: ImageReference): string | undefined {
  const host = name.slice(0, name.indexOf('/'));
  const isPublic = PUBLIC.some((pattern) => matchesGlob(pattern, host));
  return isPublic || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?$/.test(host) ? undefined : host;
}
