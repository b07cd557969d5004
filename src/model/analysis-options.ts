import type { ImageFamily } from '../image/family.ts';
import type { ImageFault } from '../image/image-fault.ts';
import type { Surroundings } from './model.ts';

/** What the facts of a file depend on, besides its text. */
export interface AnalysisOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly now: string;
  /** A rule reports documentation text that was never filled in; otherwise it is treated as ordinary text. */
  readonly tellsPlaceholders?: boolean;
  /** A rule reports stages that are not used, and others say nothing about what is in them. */
  readonly tellsUnusedStages?: boolean;
  /** What the enabled rules report about images: see `image-faults.ts`. */
  readonly tellsOfImages?: ReadonlySet<ImageFault>;
  /** The family to assume for every stage that builds on an image. */
  readonly family?: ImageFamily | undefined;
  /** What is around the file; unknown if not given. */
  readonly surroundings?: Surroundings | undefined;
}
