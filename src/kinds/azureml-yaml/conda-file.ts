/** The conda environments of an Azure ML YAML: `conda_file:` of an environment. */
import {
  type CondaEnvironment,
  environmentIn,
  readEnvironmentFile,
} from '../../requirements/environment-file.ts';
import type { Span } from '../../text/fragment.ts';
import { entryOf, textOf } from '../../yaml-tree/tree.ts';
import type { AzuremlYaml } from './model.ts';

/** An environment of conda that an Azure ML YAML names, or contains. */
export interface NamedCondaEnvironment {
  readonly environment: CondaEnvironment;
  /** The words that name its file; `undefined` if it is written in the YAML itself. */
  readonly readBy: Span | undefined;
  /** Azure ML makes a new environment of it. */
  readonly isUpdate: false;
}

/** The environments in `conda_file`, as far as they are known. */
export function condaEnvironmentsOf(file: AzuremlYaml): readonly NamedCondaEnvironment[] {
  return file.environments.flatMap(({ mapping }) => {
    const node = entryOf(mapping, 'conda_file')?.value;
    const path = textOf(node);
    const source = path === undefined ? undefined : file.surroundings.read(path);
    const environment = source ? readEnvironmentFile(source) : environmentIn(node, file.source);
    return environment ? [{ environment, readBy: source && node, isUpdate: false }] : [];
  });
}
