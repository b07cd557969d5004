import type { KeyValue } from '../../dockerfile/tree.ts';
import { unknownParts } from '../../dockerfile/value.ts';
import { isRun } from '../../model/dataflow.ts';
import type { DockerfileModel, RunStep, Step } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { lastAt } from '../../text/search.ts';
import { isNameOfSecret } from '../../text/secret-names.ts';
import { readersOf } from './variable-readers.ts';

/** An ARG that the image needs a value of, and which none gives one. */
export interface NeededArgument {
  readonly pair: KeyValue;
  /** The first place that needs it. */
  readonly use: Span;
}

/**
 * The ARGs without a value that a shipped stage uses, except in a FROM, in a LABEL, with a default, or after a test whether there is one.
 * Those that Docker sets, that only make a layer new, and that are meant for a secret are left out.
 */
export function neededArguments(file: DockerfileModel): readonly NeededArgument[] {
  return file.stages
    .filter((stage) => stage.shipped)
    .flatMap((stage) => stage.stepsOf('ARG'))
    .flatMap(({ instruction }) => instruction.pairs)
    .flatMap((pair) => {
      const use = mayBeNeeded(pair) ? firstUse(pair, file) : undefined;
      return use ? [{ pair, use }] : [];
    });
}

/** Proxies that need no ARG, arguments that only make a layer new, and those that tell where an image comes from. */
const HARMLESS = new RegExp(
  [
    '^(?:https?|ftp|no|all)_proxy$',
    'cache_?(?:bust|date|breaker|version)|bust_?cache|no_?cache|force_?(?:re)?build|refreshed_?at',
    '^(?:date|time|timestamp)$|build_?(?:date|time|number|id)',
    'vcs_?(?:ref|url)|git_?(?:sha|commit|hash|ref|rev|branch|tag)|commit|revision',
  ].join('|'),
  'i',
);

function mayBeNeeded({ name, value }: KeyValue): boolean {
  return !value && !HARMLESS.test(name.text) && !isNameOfSecret(name.text);
}

function firstUse(pair: KeyValue, file: DockerfileModel): Span | undefined {
  const name = pair.name.text;
  const uses = readersOf(file, name, pair).places.flatMap((place) => {
    const step = stepAt(file, place);
    return step && isExpanded(place, file) && isEmpty(pair, step) ? [{ place, step }] : [];
  });
  if (uses.some(({ place, step }) => isRun(step) && isTested(place, name, step))) return undefined;
  return uses.find(({ place, step }) => !isDescription(step) && !hasDefault(place, file))?.place;
}

/** `$NAME`, or what a program asks its environment for; the same word may also name a file. */
function isExpanded({ start }: Span, { source: { text } }: DockerfileModel): boolean {
  return /\$\{?$|(?:env|environ(?:\.get)?|getenv)[\s([.]*["']?$/.test(
    text.slice(Math.max(0, start - 20), start),
  );
}

function stepAt(file: DockerfileModel, { start, end }: Span): Step | undefined {
  const stage = file.stageAt(start);
  const steps = stage?.shipped ? stage.steps : [];
  const step = steps[lastAt(steps.length, (index) => steps[index]!.start, start)];
  return step && end <= step.end ? step : undefined;
}

/** Whether an ARG is what a variable is there, without a value. */
function isEmpty(pair: KeyValue, { before }: Step): boolean {
  const binding = before.variable(pair.name.text);
  return binding?.pair === pair && unknownParts(binding.value).some(({ reason }) => reason === 'unset-arg');
}

/** What only people read, or what is for another build. */
function isDescription({ instruction: { name } }: Step): boolean {
  return name === 'LABEL' || name === 'ONBUILD';
}

/** Whether a RUN looks at it first, or sets it itself. What `[[` tests is no command. */
function isTested({ start, end }: Span, name: string, { commands, stage }: RunStep): boolean {
  const before = stage.file.source.text.slice(Math.max(0, start - 80), start);
  const isCompared = /\[{1,2}\s[^\]]*$/.test(before) || /\bcase\s+["']?\$\{?$/.test(before);
  return (
    isCompared ||
    commands.some(
      (command) =>
        command.assignments.some((one) => one.name === name) ||
        (command.is('test') && command.start <= start && end <= command.end),
    )
  );
}

function hasDefault({ start, end }: Span, { source: { text } }: DockerfileModel): boolean {
  return text.slice(start - 2, start) === '${' && /^:?[-+=]/.test(text.slice(end, end + 2));
}
