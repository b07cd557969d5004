/** The scripts that online deployments bring with them, and that the inference server loads. */
import { mayHavePackage, startsServer } from '../../facts/azureml/script-uses.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { ScriptUse } from '../../model/definitions.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { baseName, isWithin, pathFrom, resolvePath } from '../../text/paths.ts';
import { entryOf } from '../../yaml-tree/tree.ts';
import type { ReachedFile } from '../kind.ts';
import { pythonKind } from '../python/kind.ts';
import { environmentOf, type UsedEnvironment } from './definitions.ts';
import type { AzuremlYaml, Deployment } from './model.ts';
import { writtenPath } from './written-path.ts';

/**
 * The scripts of `code_configuration` that are there and that the inference server loads: not those of batch deployments, nor
 * where the container is known to run something else. The server works in the folder of such a script. Source: azure-ai-ml 1.35.2,
 * `_local_endpoints/azureml_image_context.py`.
 */
export function scoringScriptsIn(yaml: AzuremlYaml): readonly ReachedFile[] {
  return yaml.deployments.flatMap((deployment) => {
    const { code, kind } = deployment;
    const folder = writtenPath(code?.folder);
    const script = writtenPath(code?.script);
    if (kind !== 'online' || folder === undefined || !code?.script || !script?.endsWith('.py')) return [];
    const source = yaml.surroundings.read(pathFrom(folder, script));
    const environment = environmentOf(yaml, deployment);
    if (source === undefined || !mayRunServer(yaml, environment)) return [];
    const uploaded = resolvePath(DEFAULT_APP_ROOT, baseName(`/${folder}`));
    const path = resolvePath(uploaded, script);
    const root = resolvePath(path, '..');
    const use: ScriptUse = {
      at: { file: yaml.source, span: code.script.text },
      name: script,
      root,
      path,
      searchPath: [root],
      entryAt: (path) =>
        isWithin(path, uploaded)
          ? yaml.surroundings.stat(pathFrom(folder, `.${path.slice(uploaded.length)}`))
          : 'unknown',
      mayHavePackage: (name) => !isOfMicrosoft(deployment) && mayInstall(yaml, environment, name),
    };
    return [{ kind: pythonKind, source, use }];
  });
}

/** Whether the container runs the inference server, as far as the environment is described. */
function mayRunServer(yaml: AzuremlYaml, used: UsedEnvironment | undefined): boolean {
  if (!used) return true;
  const { image, inferenceConfig } = used.environment;
  const stage = stageOf(yaml, used);
  if (stage) return startsServer(stage);
  // A server of one's own has routes of its own.
  return inferenceConfig === undefined || (image !== undefined && image.base.family !== 'other');
}

/** One of Microsoft's own environments, as it is. */
function isOfMicrosoft({ environment }: Deployment): boolean {
  if (environment?.kind !== 'registered' || environment.word.type !== 'scalar') return false;
  return environment.word.text.text.startsWith('azureml://registries/azureml/');
}

/** Whether an environment may have a package: it is named in its conda file, or that is not known. */
function mayInstall(yaml: AzuremlYaml, used: UsedEnvironment | undefined, name: string): boolean {
  const stage = used && stageOf(yaml, used);
  if (stage) return mayHavePackage(stage, name);
  const image = used?.environment.image;
  if (!used || !image || image.base.family === 'other') return true;
  const conda = entryOf(used.environment.mapping, 'conda_file')?.value;
  if (conda === undefined) return false;
  const path = writtenPath(conda);
  const source = path === undefined ? undefined : yaml.surroundings.read(pathFrom(used.folder, path));
  const text = conda.type === 'mapping' ? used.yaml.source.text.slice(conda.start, conda.end) : source?.text;
  return text === undefined || text.includes(name) || /(?:^|\s)-(?:r|e)\s|:\/\//.test(text);
}

/** The last stage of the Dockerfile from which an environment is built. */
function stageOf({ surroundings }: AzuremlYaml, { folder, environment }: UsedEnvironment): Stage | undefined {
  const path = environment.build?.dockerfile;
  const model = path === undefined ? undefined : surroundings.model(pathFrom(folder, path));
  return model?.kind === 'dockerfile' ? (model as DockerfileModel).finalStage : undefined;
}
