/** The inventory of a file: what each stage of a Dockerfile, and each environment of an Azure ML YAML, is built on. */
import type { AzuremlYaml } from '../kinds/azureml-yaml/model.ts';
import type { DockerfileModel, FileModel } from '../model/model.ts';
import type { InventoryEntry } from './entry.ts';
import { environmentEntries } from './environments.ts';
import { stageEntries } from './stages.ts';

/**
 * What each stage of a Dockerfile, and each environment of an Azure ML YAML with an image, is built on: in order of place. Empty for
 * files of other kinds.
 *
 * @example
 * const file = readDockerfile('ARG TAG=3.8\nFROM python:${TAG}-slim AS build\nFROM build\nUSER 1000\n');
 * const [build, final] = inventoryOf(file);
 * build?.image; // => { text: 'python:${TAG}-slim', reference: 'python:3.8-slim', registry: 'docker.io', repository: 'library/python', tag: '3.8-slim' }
 * [build?.supportedUntil, build?.user, build?.final]; // => ['2024-10-07', 'root', false]
 * [final?.image.stage, final?.image.reference, final?.user, final?.final]; // => ['build', 'python:3.8-slim', '1000', true]
 */
export function inventoryOf(file: FileModel): readonly InventoryEntry[] {
  if (file.kind === 'dockerfile') return stageEntries(file as DockerfileModel);
  return file.kind === 'azureml-yaml' ? environmentEntries(file as AzuremlYaml) : [];
}
