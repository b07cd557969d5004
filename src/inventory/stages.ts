/** The inventory of a Dockerfile. */
import { hasOwnPython } from '../facts/azureml/image-faults.ts';
import { scriptsLoadedBy } from '../facts/azureml/script-uses.ts';
import { activatedEnvironment, pythonOf } from '../facts/packages/python-environments.ts';
import type { OwnPython } from '../image/image-profile.ts';
import type { DeploymentUse } from '../model/definitions.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import { present } from '../text/present.ts';
import { lineAt } from '../text/source.ts';
import { type InventoryEntry, knownBase, type NamedImage, scriptIn } from './entry.ts';

/** What each stage is built on, in order. A file without a FROM has none. */
export function stageEntries(file: DockerfileModel): readonly InventoryEntry[] {
  return file.stages.filter(({ from }) => from.image !== undefined).map((stage) => entryOf(stage, file));
}

function entryOf(stage: Stage, { source, now }: DockerfileModel): InventoryEntry {
  const { from, name, final, family, root } = stage;
  const { parts, facts, user } = knownBase(root.base, now, ownPythonOf(stage));
  return present<InventoryEntry>({
    kind: 'stage',
    line: lineAt(source, from.start),
    name,
    final,
    image: present<NamedImage>({ text: from.image!.text, stage: stageNamed(stage), ...parts }),
    family: family === 'unknown' ? undefined : family,
    ...facts,
    user: userOf(stage, user),
    entryScript: entryScriptOf(stage),
  });
}

function stageNamed({ base }: Stage): string | undefined {
  return base.kind === 'stage' ? (base.stage.name ?? String(base.stage.index)) : undefined;
}

/** The Python that a stage brings along: that of the environment that it activates, if it is known. */
function ownPythonOf(stage: Stage): OwnPython | undefined {
  if (!hasOwnPython({ stage: stage.root })) return undefined;
  const activated = activatedEnvironment(stage);
  return { version: activated && pythonOf(activated.made) };
}

/** @param byDefault the user of the image that the stage is built on in the end */
function userOf({ atEnd: { user } }: Stage, byDefault: string | undefined): string | undefined {
  return user.step === undefined ? byDefault : user.name;
}

/** The script that deployments name is stronger than that of the image; if they differ, it is not one script. */
function entryScriptOf(stage: Stage): string | undefined {
  const own = scriptOfImage(stage);
  if (!stage.final) return own;
  const uses = stage.file.surroundings.definitions().flatMap(({ deployment }) => deployment ?? []);
  if (uses.length === 0) return own;
  const [script, ...others] = new Set(uses.map((use) => scriptOfDeployment(use) ?? own));
  return others.length === 0 ? script : undefined;
}

function scriptOfDeployment({ scoringScript, variables }: DeploymentUse): string | undefined {
  return scriptIn(scoringScript ?? variables.get(VARIABLE)?.value);
}

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';

/** What AZUREML_ENTRY_SCRIPT has, from an ENV or from the base image; or else what the server is started with. */
function scriptOfImage(stage: Stage): string | undefined {
  const variable = stage.atEnd.env(VARIABLE);
  if (variable) return scriptIn(variable.value);
  return stage.final ? scriptsLoadedBy(stage.file)[0]?.use.name : undefined;
}
