import type { ImageDefinition } from '../model/definitions.ts';
import type { Location } from '../text/source.ts';

/** A build that a file asks for. All paths are from the root of the project. */
export interface NamedBuild {
  readonly dockerfile: string;
  /** The folder that is the build context. */
  readonly context: string;
  /** The words that name the folder, or the Dockerfile. */
  readonly at: Location;
  /** The file that asks for it. */
  readonly by: string;
  /** What an Azure ML YAML says about the image. */
  readonly definition?: ImageDefinition;
}
