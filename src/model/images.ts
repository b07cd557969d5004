import { type VariableUse, variablesIn } from '../dockerfile/variable-uses.ts';
import { inLowerCase, parseReference } from '../image/reference.ts';
import { type Fragment, verbatim } from '../text/fragment.ts';
import type { BaseImage, CopyOrigin, DockerfileModel, Stage } from './model.ts';
import { globalValue } from './variables.ts';

/** A place of the file that names an image of a registry. */
export interface ImageUse {
  readonly by: 'FROM' | 'COPY' | 'RUN';
  readonly stage: Stage;
  /** The word that names it. */
  readonly word: Fragment;
  readonly base: BaseImage;
}

/**
 * Every place that names an image: FROM, `COPY --from`, and the mounts of RUN; in order, stage by stage. A stage that
 * builds on another one names none.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu:24.04 AS build\nFROM build\nCOPY --from=nginx /etc/nginx /etc/nginx\n');
 * imageUses(file).map(({ by, base }) => [by, base.reference.familiar]); // => [['FROM', 'ubuntu'], ['COPY', 'nginx']]
 */
export function imageUses(file: DockerfileModel): readonly ImageUse[] {
  return file.stages.flatMap((stage) => {
    const { base, copies, runs } = stage;
    const uses: ImageUse[] =
      base.kind === 'image' ? [{ by: 'FROM', stage, word: base.reference.text, base }] : [];
    for (const { from } of copies) uses.push(...useIn('COPY', stage, from));
    for (const { from } of runs.flatMap(({ mounts }) => mounts)) uses.push(...useIn('RUN', stage, from));
    return uses;
  });
}

function useIn(by: ImageUse['by'], stage: Stage, from: CopyOrigin | undefined): readonly ImageUse[] {
  return from?.kind === 'image' ? [{ by, stage, word: from.word, base: from.base }] : [];
}

/** A variable that a FROM uses. */
export interface FromVariable extends VariableUse {
  /** Whether an ARG before the first FROM declares it, or BuildKit itself: else it is empty. */
  readonly declared: boolean;
}

/** The variables in a FROM and its `--platform`, in order. */
export function variablesOfFrom({ platform, from, file }: Stage): readonly FromVariable[] {
  return [platform?.word, from.image]
    .flatMap((word) => (word ? variablesIn(word, file.dockerfile.escape) : []))
    .map((use) => ({ ...use, declared: globalValue(use.name, file.globalArgs) !== undefined }));
}

/** Whether Docker accepts a text as the name of an image. */
export function isImageReference(text: string): boolean {
  return parseReference(verbatim(text, 0)) !== undefined;
}

/** Whether Docker takes a text for the name of an image but for its capitals. */
export function isImageInUpperCase(text: string): boolean {
  return !isImageReference(text) && parseReference(inLowerCase(verbatim(text, 0))) !== undefined;
}

/** Whether an image is named in the file as it is, so that its name and tag have places of their own. */
export function isLiteralImage({ source }: DockerfileModel, { reference }: BaseImage): boolean {
  const { start, end, text } = reference.text;
  return source.text.slice(start, end) === text;
}
