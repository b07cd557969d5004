import { pathFrom } from '../../text/paths.ts';
import { entryOf, type YamlEntry, type YamlMapping, type YamlNode } from '../../yaml-tree/tree.ts';
import { environmentEntries } from './environments.ts';
import type {
  AzuremlDocument,
  CodeConfiguration,
  Deployment,
  DeploymentEnvironment,
  EnvironmentDefinition,
  YamlReference,
} from './model.ts';
import { scalarOf, writtenPath } from './written-path.ts';

const FILE = 'file:';

/** The deployment that a document describes. */
export function deploymentsIn(
  document: AzuremlDocument,
  environments: readonly EnvironmentDefinition[],
): readonly Deployment[] {
  const { type, root } = document;
  if (root?.type !== 'mapping') return [];
  if (type !== 'online-deployment' && type !== 'batch-deployment') return [];
  const environment = entryOf(root, 'environment')?.value;
  return [
    {
      document,
      kind: type === 'online-deployment' ? 'online' : 'batch',
      host: type === 'online-deployment' ? hostOf(root) : undefined,
      mapping: root,
      at: root.entries[0]?.key ?? root,
      environment: environment && environmentOf(environment, environments),
      code: codeOf(entryOf(root, 'code_configuration')),
      model: entryOf(root, 'model'),
      modelMountPath: entryOf(root, 'model_mount_path'),
      variables: entriesByName(root, 'environment_variables'),
      requestSettings: entriesByName(root, 'request_settings'),
      start: root.start,
      end: root.end,
    },
  ];
}

function hostOf(root: YamlMapping): Deployment['host'] {
  const schema = scalarOf(entryOf(root, '$schema')?.value)?.text.text ?? '';
  const type = scalarOf(entryOf(root, 'type')?.value)?.text.text ?? '';
  if (/kubernetes/i.test(schema) || /^kubernetes$/i.test(type)) return 'kubernetes';
  return /managed/i.test(schema) || /^managed$/i.test(type) ? 'managed' : undefined;
}

function environmentOf(
  node: YamlNode,
  environments: readonly EnvironmentDefinition[],
): DeploymentEnvironment {
  const definition = environments.find(({ mapping }) => mapping === node);
  if (definition) return { kind: 'inline', definition };
  const reference = environmentFile(node);
  if (reference) return { kind: 'file', reference };
  const isRegistered = node.type === 'scalar' && node.text.text.startsWith('azureml:');
  return { kind: isRegistered ? 'registered' : 'unknown', word: node };
}

function codeOf(entry: YamlEntry | undefined): CodeConfiguration | undefined {
  if (entry?.value.type !== 'mapping') return undefined;
  const at = (key: string) => scalarOf(entryOf(entry.value, key)?.value);
  return { key: entry.key, folder: at('code'), script: at('scoring_script') };
}

function entriesByName(root: YamlMapping, key: string): ReadonlyMap<string, YamlEntry> {
  const mapping = entryOf(root, key)?.value;
  const entries = mapping?.type === 'mapping' ? mapping.entries : [];
  return new Map(entries.map((entry) => [entry.key.text, entry]));
}

/** The other YAML files that a document names. */
export function referencesIn({ type, root }: AzuremlDocument): readonly YamlReference[] {
  if (root?.type !== 'mapping') return [];
  if (type === 'asset')
    return [...fileAt(entryOf(root, 'spec'), 'spec'), ...fileAt(entryOf(root, 'extra_config'), 'image')];
  if (type === 'environment') return [];
  return environmentEntries(root).flatMap(({ value }) => environmentFile(value) ?? []);
}

function fileAt(entry: YamlEntry | undefined, of: YamlReference['of']): readonly YamlReference[] {
  const word = scalarOf(entry?.value);
  const path = writtenPath(word);
  return word && path !== undefined ? [{ of, word, path: pathFrom('.', path) }] : [];
}

/** `file:env.yml`. */
function environmentFile(node: YamlNode): YamlReference | undefined {
  if (node.type !== 'scalar' || !node.text.text.startsWith(FILE)) return undefined;
  const { text } = node;
  const path = writtenPath({ ...node, text: { ...text, text: text.text.slice(FILE.length) } });
  return path === undefined ? undefined : { of: 'environment', word: node, path: pathFrom('.', path) };
}
