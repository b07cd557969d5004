/** Where the two SDKs of Azure ML are in one environment. */

import type { Package } from '../../model/installs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { SDK_V1 } from '../../programs/azureml-sdk-v1.ts';
import { memoized } from '../../text/memoized.ts';
import { filledEnvironments } from './environment-installs.ts';

/** A package of SDK v1, and one of SDK v2 in the same environment. */
export interface SdkConflict {
  readonly old: Package;
  readonly now: Package;
}

/** Parts of SDK v1 that do not bring azureml-core. */
const WITHOUT_CORE = ['azureml-dataset-runtime', 'azureml-cli-common'];

/**
 * The environments of a file that have both SDKs of Azure ML, each with the first package of either.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN pip install azureml-core azure-ai-ml\n');
 * sdkConflicts(file).map(({ old }) => old.name); // => ['azureml-core']
 */
export const sdkConflicts: (file: DockerfileModel) => readonly SdkConflict[] = memoized((file) =>
  filledEnvironments(file).flatMap(({ installs }) => {
    const packages = installs.flatMap(({ install }) => install.packages);
    const old = packages.find(({ name }) => name !== undefined && isOld(name));
    const now = packages.find(({ name }) => name === 'azure-ai-ml');
    return old && now ? [{ old, now }] : [];
  }),
);

function isOld(name: string): boolean {
  return SDK_V1.has(name) && !WITHOUT_CORE.includes(name);
}
