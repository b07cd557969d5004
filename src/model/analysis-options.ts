import type { BuildContext } from '../context/context.ts';
import type { ImageFamily } from '../image/family.ts';
import type { ImageFault } from '../image/image-fault.ts';

/** What the facts of a file depend on, besides its text. */
export interface AnalysisOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly now: string;
  /** A rule tells of documentation text that was never filled in; without one it is text like any other. */
  readonly tellsPlaceholders?: boolean;
  /** What the rules that are on tell about images: see `image-faults.ts`. */
  readonly tellsOfImages?: ReadonlySet<ImageFault>;
  /** The family to assume for every stage that builds on an image. */
  readonly family?: ImageFamily | undefined;
  /** The files that the build can reach; unknown if not given. */
  readonly context?: BuildContext | undefined;
}
