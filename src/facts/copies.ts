import type { CopyInstruction } from '../dockerfile/tree.ts';
import { knownText, knownValue, type Value } from '../dockerfile/value.ts';
import type { Fragment } from '../text/fragment.ts';
import { imageNamed } from './base.ts';
import type { CopiedSource, Copy, CopyOrigin, Stage, Step } from './file.ts';
import { resolveValue } from './workdir.ts';

/** The stages that a `--from` can name. */
export interface KnownStages {
  readonly stages: readonly Stage[];
  readonly named: ReadonlyMap<string, Stage>;
}

/** The facts of a COPY or ADD. */
export function copyFacts(step: Step<CopyInstruction>, known: KnownStages): Copy {
  const { instruction } = step;
  const { sources, destination, heredocs } = instruction;
  const flag = instruction.flags.find(({ name }) => name === 'from');
  const target = destination ? step.value(destination) : knownValue('');
  return {
    ...step,
    sources: sources.map((word) => ({ word, value: step.value(word) })),
    destination: resolveValue(step.before.workdir, target),
    intoDirectory: sources.length + heredocs.length > 1 || endsLikeDirectory(target),
    from: flag?.value && copyOrigin(flag.value, step, known),
  };
}

/** A COPY or ADD as it is written, with its flags, of some of its sources and to another place. */
export function rewrittenCopy(copy: Copy, sources: readonly CopiedSource[], target: string): string {
  const { instruction, stage } = copy;
  const flags = instruction.flags.map(({ start, end }) => stage.file.source.text.slice(start, end));
  return [instruction.name, ...flags, ...sources.map(({ word }) => word.text), target].join(' ');
}

function endsLikeDirectory(target: Value): boolean {
  const last = target.parts[target.parts.length - 1];
  return typeof last === 'string' && /(?:^|\/)\.{0,2}$/.test(last);
}

/** What a `--from` names: an earlier stage by name or number, an image, or what only the build knows. */
export function copyOrigin(word: Fragment, step: Step, { stages, named }: KnownStages): CopyOrigin {
  const value = step.value(word);
  const text = knownText(value) ?? '';
  const stage = named.get(text.toLowerCase()) ?? (/^\d+$/.test(text) ? stages[Number(text)] : undefined);
  if (stage && stage.index < step.stage.index) return { kind: 'stage', word, stage };
  const base = /^\d+$/.test(text) ? undefined : imageNamed(word, value);
  return base ? { kind: 'image', word, base } : { kind: 'other', word, value };
}
