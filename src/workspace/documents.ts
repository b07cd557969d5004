/** The texts that are open in an editor: they count before what is on the disk. */

import { basename } from 'node:path';
import { configurationNames } from '../config/discovery.ts';
import { slashed } from '../config/paths.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { hasOtherEnding, isDockerfilePath } from '../kinds/dockerfile/names.ts';
import { kindByName } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';

/** A text that is open. */
export interface OpenDocument {
  /** Absolute; of a text that is in no file, the name that it would have in its folder. */
  readonly file: string;
  readonly text: string;
  /** What the editor takes it for: `dockerfile`, `yaml`. */
  readonly language?: string | undefined;
  /** It is in no file yet, so that nothing belongs to it. */
  readonly isNameless?: boolean;
}

/** How a document is looked at. */
export type Role =
  /** A kind of file that is linted by itself. */
  | { readonly is: 'linted'; readonly kind: AnyKind }
  /** A configuration of azml-lint. */
  | { readonly is: 'configuration' }
  /** Anything else: there are findings in it only if another file leads to it. */
  | { readonly is: 'other' };

/** The languages of Dockerfiles, as editors call them. */
const DOCKERFILE_LANGUAGES: ReadonlySet<string> = new Set(['dockerfile', 'docker', 'containerfile']);

const OTHER: Role = { is: 'other' };

/**
 * How a document is looked at: its name decides, and of a Dockerfile with any name what the editor takes it for. For VS
 * Code, `Dockerfile.dockerignore` is one.
 */
export function roleOf({ file, text, language = '' }: OpenDocument): Role {
  if ((configurationNames as readonly string[]).includes(basename(file))) return { is: 'configuration' };
  const isTakenForOne = DOCKERFILE_LANGUAGES.has(language.toLowerCase()) && !hasOtherEnding(slashed(file));
  const isDockerfile = isTakenForOne || isDockerfilePath(slashed(file));
  if (isDockerfile) return { is: 'linted', kind: dockerfileKind };
  const kind = kindByName(slashed(file)) ?? (/ya?ml/i.test(language) ? kindByName('a.yaml') : undefined);
  return kind?.recognizes(text) ? { is: 'linted', kind } : OTHER;
}
