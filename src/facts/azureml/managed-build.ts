/** Builds that Azure ML does itself, and who asks for them. */
import type { DockerfileModel } from '../../model/model.ts';
import { isManagedBuild } from '../../model/surroundings.ts';
import type { Location } from '../../text/source.ts';

/** A build that Azure ML does itself. */
export interface ManagedBuild {
  /** Where Azure ML YAML asks for it: the first place, since one is enough to explain a finding; empty if only the configuration says so. */
  readonly namedAt: readonly Location[];
}

/**
 * The build of a Dockerfile by Azure ML, which gives no build arguments and may use Docker's classic builder. `undefined`: as
 * far as is known, somebody else builds the image.
 *
 * @example
 * managedBuildOf(readDockerfile('FROM ubuntu:24.04\n')); // => undefined
 */
export function managedBuildOf(file: DockerfileModel): ManagedBuild | undefined {
  if (!isManagedBuild(file)) return undefined;
  return {
    namedAt: file.surroundings
      .definitions()
      .slice(0, 1)
      .map(({ at }) => at),
  };
}
