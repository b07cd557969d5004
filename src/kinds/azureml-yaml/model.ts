import type { FileModel, ImageUse } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import type { YamlFile } from '../../yaml-tree/parse.ts';
import type { YamlMapping, YamlNode } from '../../yaml-tree/tree.ts';
import type { AzuremlType } from './recognize.ts';

/** An Azure ML YAML and everything that is known about it: an environment, a deployment, a job, a component. */
export interface AzuremlYaml extends FileModel {
  readonly kind: 'azureml-yaml';
  readonly yaml: YamlFile;
  /** The documents for Azure ML; nearly always only one. */
  readonly documents: readonly AzuremlDocument[];
  /** Every environment that is described here: as the whole document, or where a deployment, job or component uses it. */
  readonly environments: readonly EnvironmentDefinition[];
}

/** A document for Azure ML. */
export interface AzuremlDocument extends Span {
  readonly type: AzuremlType;
  /** Without it, the document cannot be read. */
  readonly root: YamlNode | undefined;
}

/** An environment that is described, not one that is only referred to. */
export interface EnvironmentDefinition extends Span {
  readonly document: AzuremlDocument;
  /** It is described where it is used, so it need not have a name. */
  readonly inline: boolean;
  readonly mapping: YamlMapping;
  /** The words for messages about it: its key, or its first key. */
  readonly at: Span;
  /** The image in `image:`, if it is known. */
  readonly image: ImageUse | undefined;
}
