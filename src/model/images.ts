import { unknownParts } from '../dockerfile/value.ts';
import { type VariableUse, variablesIn } from '../dockerfile/variable-uses.ts';
import { inLowerCase, parseReference } from '../image/reference.ts';
import { verbatim } from '../text/fragment.ts';
import type { BaseImage, CopyOrigin, FileModel, ImageUse, Stage } from './model.ts';
import { globalValue } from './variables.ts';

/**
 * Every place of some stages that names an image: FROM, `COPY --from`, and the mounts of RUN; in order, stage by stage. A
 * FROM with the name of another stage names no image.
 */
export function imagesOf(stages: readonly Stage[]): readonly ImageUse[] {
  return stages.flatMap((stage) => {
    const { base, copies, runs } = stage;
    const uses: ImageUse[] =
      base.kind === 'image' ? [{ role: 'base', stage, word: base.reference.text, base }] : [];
    for (const { from } of copies) uses.push(...sourceIn(stage, from));
    for (const { from } of runs.flatMap(({ mounts }) => mounts)) uses.push(...sourceIn(stage, from));
    return uses;
  });
}

function sourceIn(stage: Stage, from: CopyOrigin | undefined): readonly ImageUse[] {
  return from?.kind === 'image' ? [{ role: 'source', stage, word: from.word, base: from.base }] : [];
}

/** A variable that a FROM uses. */
export interface FromVariable extends VariableUse {
  /** Whether BuildKit or an ARG before the first FROM declares it; otherwise it is empty. */
  readonly declared: boolean;
}

/** The variables in a FROM and its `--platform`, in order. */
export function variablesOfFrom({ platform, from, file }: Stage): readonly FromVariable[] {
  return [platform?.word, from.image]
    .flatMap((word) => (word ? variablesIn(word, file.dockerfile.escape) : []))
    .map((use) => ({ ...use, declared: globalValue(use.name, file.globalArgs) !== undefined }));
}

/**
 * What a FROM names in a build without build arguments, if that is no image: `openmpi5.0-ubuntu24.04:` for
 * `openmpi5.0-ubuntu24.04:${TAG}`. `undefined`: it is one, or depends on more than ARGs without a default.
 */
export function invalidWithoutArguments({ base }: Stage): string | undefined {
  if (base.kind !== 'image' && base.kind !== 'unresolved') return undefined;
  if (base.kind === 'image' && base.upperCase) return undefined;
  if (unknownParts(base.value).some(({ reason }) => reason !== 'unset-arg')) return undefined;
  const text = base.value.parts.filter((part) => typeof part === 'string').join('');
  return isImageReference(text) ? undefined : text;
}

/** Whether Docker accepts a text as the name of an image. */
export function isImageReference(text: string): boolean {
  return parseReference(verbatim(text, 0)) !== undefined;
}

/** Whether Docker would accept a text as the name of an image if it were in lower case. */
export function isImageInUpperCase(text: string): boolean {
  return !isImageReference(text) && parseReference(inLowerCase(verbatim(text, 0))) !== undefined;
}

/** Whether the file contains the name of an image literally, so that its name and tag have places of their own. */
export function isLiteralImage({ source }: Pick<FileModel, 'source'>, { reference }: BaseImage): boolean {
  const { start, end, text } = reference.text;
  return source.text.slice(start, end) === text;
}
