/** The inventory of an Azure ML YAML. */
import { knownText } from '../dockerfile/value.ts';
import type { AzuremlYaml, Deployment, EnvironmentDefinition } from '../kinds/azureml-yaml/model.ts';
import type { ImageUse } from '../model/model.ts';
import { present } from '../text/present.ts';
import { lineAt } from '../text/source.ts';
import { entryOf } from '../yaml-tree/tree.ts';
import { type InventoryEntry, knownBase, type NamedImage, scriptIn } from './entry.ts';

/** The environments with an image, in order. One that is built from a Dockerfile is in the inventory of that. */
export function environmentEntries(yaml: AzuremlYaml): readonly InventoryEntry[] {
  return yaml.environments.flatMap((environment) => {
    const { image } = environment;
    return image ? entryFor(environment, image, yaml) : [];
  });
}

function entryFor(
  { mapping }: EnvironmentDefinition,
  { base, word, ownPython }: ImageUse,
  { source, now, deployments }: AzuremlYaml,
): InventoryEntry {
  // What is in a conda file is not looked at.
  const { parts, facts, user } = knownBase(base, now, ownPython ? { version: undefined } : undefined);
  return present<InventoryEntry>({
    kind: 'environment',
    line: lineAt(source, word.start),
    name: textAt(mapping, 'name'),
    final: true,
    image: present<NamedImage>({ text: word.text, ...parts }),
    family: base.family,
    ...facts,
    user,
    entryScript: scriptOf(deployments.filter((one) => isOf(one, mapping))),
  });
}

function isOf({ environment }: Deployment, mapping: EnvironmentDefinition['mapping']): boolean {
  return environment?.kind === 'inline' && environment.definition.mapping === mapping;
}

/** The script of all deployments that use an environment. */
function scriptOf(deployments: readonly Deployment[]): string | undefined {
  const [script, ...others] = new Set(deployments.map(({ code }) => scriptIn(code?.script?.value)));
  return others.length === 0 ? script : undefined;
}

function textAt(mapping: EnvironmentDefinition['mapping'], key: string): string | undefined {
  const value = entryOf(mapping, key)?.value;
  return value?.type === 'scalar' && value.data === 'string' ? knownText(value.value) : undefined;
}
