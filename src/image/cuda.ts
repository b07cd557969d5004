import type { CatalogImage } from './catalog.ts';
import { type ImageReference, isOfficial } from './reference.ts';

/** Families whose images have CUDA only if their name says so. */
const BY_NAME: readonly CatalogImage['family'][] = [
  'inference-minimal',
  'inference-framework',
  'inference-mlflow',
  'inference-base',
  'curated-inference',
  'training-base-openmpi',
  'training-base-intelmpi',
];

/** Official images that are built without CUDA. */
const WITHOUT = /\/library\/(?:python|ubuntu|debian|buildpack-deps|alpine)$/;

/** Images whose tags name their CUDA: `12.4.1-runtime-ubuntu22.04`, `2.4.0-cuda12.1-cudnn9-runtime`. */
const IN_TAG: Readonly<Record<string, RegExp>> = {
  'docker.io/nvidia/cuda': /^(\d+\.\d+(?:\.\d+)?)-/,
  'docker.io/pytorch/pytorch': /-cuda(\d+\.\d+)-/,
};

/**
 * The CUDA of an image: its version, as the catalog or the tag has it, or `none`. `undefined` if it is not known.
 *
 * @param image the catalog's entry for the image
 */
export function cudaOf(reference: ImageReference, image: CatalogImage | undefined): string | undefined {
  if (image) {
    if (image.cuda !== undefined) return image.cuda;
    return BY_NAME.includes(image.family) && !/cuda|gpu/.test(image.name) ? 'none' : undefined;
  }
  if (isOfficial(reference) && WITHOUT.test(reference.name)) return 'none';
  const tag = reference.tag?.kind === 'plain' ? reference.tag.text.text : '';
  return IN_TAG[reference.name]?.exec(tag)?.[1];
}
