import { type BuildContext, unknownContext } from '../context/context.ts';
import type { DockerfileModel, Surroundings } from './model.ts';

/** The surroundings of a text about which nothing else is known. */
export const unknownSurroundings: Surroundings = {
  managedBuild: 'auto',
  contextOf: () => unknownContext,
  namedContext: () => undefined,
  definitions: () => [],
  stat: () => 'unknown',
  list: () => undefined,
  read: () => undefined,
  model: () => undefined,
  scriptUses: [],
};

/** The surroundings of a Dockerfile of which only the build context is known, and perhaps who builds it. */
export function surroundingsWith(
  context: BuildContext = unknownContext,
  managedBuild: Surroundings['managedBuild'] = 'auto',
): Surroundings {
  return { ...unknownSurroundings, managedBuild, contextOf: () => context };
}

/**
 * Whether Azure ML builds the image of a Dockerfile itself: with Docker's classic builder perhaps, without build arguments, from
 * what its client uploads.
 */
export function isManagedBuild({ surroundings }: DockerfileModel): boolean {
  const { managedBuild } = surroundings;
  return managedBuild === 'auto' ? surroundings.definitions().length > 0 : managedBuild;
}
