import { knownText, type Value } from '../dockerfile/value.ts';
import type { Fragment } from '../text/fragment.ts';
import { imageNamed } from './base.ts';
import type { CompleteCopy, CopiedSource, CopyOrigin, CopyStep, Stage, Step } from './model.ts';
import { resolveValue } from './workdir.ts';

/** What COPY takes for the number of a stage. */
export const STAGE_NUMBER = /^[+-]?\d+$/;

/** The stages that a `--from` can name. */
export interface KnownStages {
  readonly stages: readonly Stage[];
  readonly named: ReadonlyMap<string, Stage>;
  /** The names of all stages of the file, also of those below, in lower case. */
  readonly stageNames: ReadonlySet<string>;
}

/** The facts of a COPY or ADD. */
export function copyFacts(step: Step<CompleteCopy>, known: KnownStages): CopyStep {
  const { instruction } = step;
  const { sources, destination, heredocs } = instruction;
  const flag = instruction.flags.find(({ name }) => name === 'from');
  const target = step.value(destination);
  return {
    ...step,
    sources: sources.map((word) => ({ word, value: step.value(word) })),
    destination: resolveValue(step.before.workdir, target),
    intoDirectory: sources.length + heredocs.length > 1 || endsLikeDirectory(target),
    from: flag?.value && copyOrigin(flag.value, step, known, true),
  };
}

/** A COPY or ADD as it is written, with its flags, of some of its sources and to another place. */
export function rewrittenCopy(copy: CopyStep, sources: readonly CopiedSource[], target: string): string {
  const { instruction, stage } = copy;
  const flags = instruction.flags.map(({ start, end }) => stage.file.source.text.slice(start, end));
  return [instruction.name, ...flags, ...sources.map(({ word }) => word.text), target].join(' ');
}

function endsLikeDirectory(target: Value): boolean {
  const last = target.parts[target.parts.length - 1];
  return typeof last === 'string' && /(?:^|\/)\.{0,2}$/.test(last);
}

/**
 * What a `--from` names: an earlier stage by name or number, an image, or what only the build knows.
 *
 * @param numbered whether a number stands for a stage, as for COPY; a mount takes it for the name of an image
 */
export function copyOrigin(
  word: Fragment,
  step: Step,
  { stages, named, stageNames }: KnownStages,
  numbered: boolean,
): CopyOrigin {
  const value = step.value(word);
  const text = knownText(value) ?? '';
  const name = text.toLowerCase();
  const isNumber = numbered && STAGE_NUMBER.test(text);
  const stage = named.get(name) ?? (isNumber ? stages[Number(text)] : undefined);
  if (stage && stage.index < step.stage.index) return { kind: 'stage', word, stage };
  const base = isNumber || stageNames.has(name) ? undefined : imageNamed(word, value);
  return base ? { kind: 'image', word, base } : { kind: 'other', word, value };
}
