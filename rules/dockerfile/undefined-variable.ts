import { closestMatch, defineRule, knownText, type Stage, type Step } from 'azml-lint';
import { type ExpandedVariable, expandedVariables, memoized, readPlatform } from 'azml-lint/facts';

/** With more variables there is no suggestion: comparing with each takes too long. */
const MOST_TO_COMPARE = 100;

export default defineRule({
  id: 'dockerfile/undefined-variable',
  aliases: { UndefinedVar: 'differs' },
  title: 'A variable is used that nothing sets',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: {
    defaults: { bases: 'known' as 'known' | 'all' },
    schema: {
      bases: {
        enum: ['known', 'all'],
        description:
          'Of which base images undefined variables are reported: those whose variables are `known`, or `all`, as if the others set ' +
          'nothing but PATH; then also those with a default, as `${NAME:-…}`.',
      },
    },
  },
  presetOptions: { buildkit: { bases: 'all' } },
  messages: {
    misspelled: 'Nothing sets `{name}` here, so it is empty. Did you mean `{meant}`?',
    global:
      '`{name}` is empty here: a stage sees an ARG from before the first FROM only once it declares it as well. Add `ARG {name}` above.',
    unset:
      'Nothing sets `{name}` here, so it is empty. Set it above, with `ARG {name}=…` or `ENV {name}=…`, or leave it out.',
  },
  check({ file, options, report }) {
    const isAll = options.bases === 'all';
    const steps = file.stages
      .flatMap((stage) => stage.steps)
      .filter(({ instruction }) => instruction.name !== 'EXPOSE');
    for (const step of steps)
      for (const use of expandedVariables(step)) {
        const { name } = use;
        if (isDefined(name, step) || !(isAll || isMeantToHaveValue(use, step))) continue;
        const meant = nearestName(name, step);
        if (file.globalArgs.has(name) && (isAll || !isFromBase(name, step.stage)))
          report({ at: use, message: 'global', data: { name } });
        else if (meant !== undefined && (isAll || !isFromBase(name, step.stage)))
          report({ at: use, message: 'misspelled', data: { name, meant } });
        else if (isAll || isEmptyBase(step.stage)) report({ at: use, message: 'unset', data: { name } });
      }
  },
});

/** Whether it is set here. Every base image for Linux sets PATH. */
function isDefined(name: string, { before, stage }: Step): boolean {
  if (name === 'PATH')
    return readPlatform(knownText(stage.root.platform?.value ?? NOTHING) ?? '')?.os !== 'windows';
  return before.variable(name) !== undefined;
}

const NOTHING = { parts: [] };

/**
 * Whether it cannot be meant to be empty: it has no default, and the ENV that uses it does not set it too. That appends to what the
 * base image may have, or is what dockerfile/env-used-in-same-instruction reports.
 */
function isMeantToHaveValue({ name, modifier }: ExpandedVariable, { instruction, before }: Step): boolean {
  const isSetHere = instruction.name === 'ENV' && instruction.pairs.some((pair) => pair.name.text === name);
  // `ARG "NAME=value"` declares `"NAME`: the quote is the mistake, which dockerfile/syntax-error reports.
  const isQuotedAway = [`"${name}`, `'${name}`].some((quoted) => before.variable(quoted) !== undefined);
  return modifier === undefined && !isSetHere && !isQuotedAway;
}

/** Whether the base image sets it itself, as `python` does with PYTHON_VERSION. */
function isFromBase(name: string, { root: { base } }: Stage): boolean {
  if (base.kind !== 'image') return base.kind !== 'scratch';
  const [image = ''] = /[a-z]+(?=[^/a-z]*$)/.exec(base.reference.repository.text) ?? [];
  return image !== '' && name.toLowerCase().startsWith(image);
}

function isEmptyBase({ root: { base } }: Stage): boolean {
  return base.kind === 'scratch';
}

/** The variable in force that is called nearly so. */
function nearestName(name: string, { before, stage }: Step): string | undefined {
  const names = namesSetIn(stage);
  if (names.length > MOST_TO_COMPARE) return undefined;
  const meant = closestMatch(
    name,
    names.filter((one) => before.variable(one) !== undefined),
    2,
  );
  if (meant === undefined || isOtherNumber(meant, name)) return undefined;
  // A name that only goes on, as HOME_DIR does from HOME, is another one; and GOPATH of the base image is no misspelled PATH.
  const isNear =
    Math.abs(meant.length - name.length) <= 2 && meant[0]!.toLowerCase() === name[0]!.toLowerCase();
  return isNear ? meant : undefined;
}

/** `CUDA_11` is not a misspelled `CUDA_12`. */
function isOtherNumber(one: string, other: string): boolean {
  return one.replaceAll(/\d/g, '') === other.replaceAll(/\d/g, '');
}

const namesSetIn = memoized((stage: Stage): readonly string[] => {
  const steps = stage.ancestors.flatMap((one) => [...one.stepsOf('ENV'), ...one.stepsOf('ARG')]);
  const names = new Set(steps.flatMap(({ instruction }) => instruction.pairs.map((pair) => pair.name.text)));
  return [...names].filter((name) => /^\w/.test(name));
});
