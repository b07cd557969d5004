import type { InferenceConfig } from '../../model/definitions.ts';
import type { FileModel, ImageUse } from '../../model/model.ts';
import type { Fragment, Span } from '../../text/fragment.ts';
import type { YamlFile } from '../../yaml-tree/parse.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../yaml-tree/tree.ts';
import type { AzuremlType } from './recognize.ts';

/** An Azure ML YAML and everything that is known about it: an environment, a deployment, a job, a component. */
export interface AzuremlYaml extends FileModel {
  readonly kind: 'azureml-yaml';
  readonly yaml: YamlFile;
  /** The documents for Azure ML; nearly always only one. */
  readonly documents: readonly AzuremlDocument[];
  /** Every environment that is described here: as the whole document, or where a deployment, job or component uses it. */
  readonly environments: readonly EnvironmentDefinition[];
  /** What assets of azureml-assets build from: `image.context` of their `environment.yaml`. */
  readonly assetBuilds: readonly EnvironmentBuild[];
  /** Every other YAML that is named here. */
  readonly references: readonly YamlReference[];
  /** The online and batch deployments. */
  readonly deployments: readonly Deployment[];
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
  /** The Dockerfile from which it is built: `build:`. */
  readonly build: EnvironmentBuild | undefined;
  readonly inferenceConfig: InferenceConfig | undefined;
}

/** From what an environment is built. Paths are as seen from the folder of the YAML. */
export interface EnvironmentBuild {
  /** `build`, or `context` of an asset. */
  readonly key: Fragment;
  /** The folder, as it is written. */
  readonly path: YamlScalar | undefined;
  /** The Dockerfile, as it is written: relative to the folder. */
  readonly dockerfilePath: YamlScalar | undefined;
  /** The build context; `undefined` if it is not written out, or is no folder of a computer. */
  readonly folder: string | undefined;
  /** The Dockerfile in it, which is called `Dockerfile` unless the YAML says otherwise; `undefined` if it is not known. */
  readonly dockerfile: string | undefined;
}

/** The name of another YAML. */
export interface YamlReference {
  /**
   * - `environment`: `environment: file:env.yml` of a deployment or job
   * - `spec` and `image`: `spec` and `extra_config` of an asset of azureml-assets
   */
  readonly of: 'environment' | 'spec' | 'image';
  readonly word: YamlScalar;
  /** As seen from the folder of the YAML. */
  readonly path: string;
}

/** An online or a batch deployment. */
export interface Deployment extends Span {
  readonly document: AzuremlDocument;
  readonly kind: 'online' | 'batch';
  /** Where an online deployment runs: on machines of Azure ML or in a cluster; `undefined` if it is not known. */
  readonly host: 'managed' | 'kubernetes' | undefined;
  readonly mapping: YamlMapping;
  /** Its first key. */
  readonly at: Span;
  readonly environment: DeploymentEnvironment | undefined;
  readonly code: CodeConfiguration | undefined;
  /** `model`: a reference, or a description. */
  readonly model: YamlEntry | undefined;
  readonly modelMountPath: YamlEntry | undefined;
  /** `environment_variables` by name. */
  readonly variables: ReadonlyMap<string, YamlEntry>;
  /** `request_settings` by name. */
  readonly requestSettings: ReadonlyMap<string, YamlEntry>;
}

/**
 * The environment of a deployment.
 *
 * - `inline`: described there
 * - `file`: described in another file
 * - `registered`: one of the workspace or of a registry, `azureml:name:1`; what it contains is not known
 * - `unknown`: not written out, or in no form that `az ml` accepts
 */
export type DeploymentEnvironment =
  | { readonly kind: 'inline'; readonly definition: EnvironmentDefinition }
  | { readonly kind: 'file'; readonly reference: YamlReference }
  | { readonly kind: 'registered' | 'unknown'; readonly word: YamlNode };

/** `code_configuration` of a deployment. */
export interface CodeConfiguration {
  readonly key: Fragment;
  /** `code`: the folder that is uploaded. */
  readonly folder: YamlScalar | undefined;
  /** `scoring_script`, relative to that folder. */
  readonly script: YamlScalar | undefined;
}
