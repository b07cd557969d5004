import { defineRule, type EnvInstruction, type KeyValue, type Step } from 'azml-lint';
import { type ExpandedVariable, expandedVariables } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/env-used-in-same-instruction',
  aliases: { DL3044: 'differs' },
  title: 'ENV uses a variable that it is only about to set',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    used:
      '`{name}` has no value here yet: all values of an ENV are worked out before any of them is set. Set `{name}` in an ENV of its own ' +
      'above: `ENV {setting}`.',
    set: '`{name}` is set here',
  },
  check({ file, report }) {
    for (const stage of file.stages)
      for (const step of stage.stepsOf('ENV'))
        for (const { use, pair } of usedBesides(step)) {
          const { name } = use;
          const setting = file.source.text.slice(pair.start, pair.end);
          report({
            at: use,
            message: 'used',
            data: { name, setting },
            related: [{ at: pair.name, message: 'set', data: { name } }],
          });
        }
  },
});

interface UseOfOther {
  readonly use: ExpandedVariable;
  /** What sets it. */
  readonly pair: KeyValue;
}

/** The first use of each variable that another pair of the same ENV sets, and that has no value of this file before it. */
function usedBesides(step: Step<EnvInstruction>): readonly UseOfOther[] {
  const { pairs } = step.instruction;
  if (pairs.length < 2) return [];
  const last = new Map(pairs.map((pair) => [pair.name.text, pair]));
  const first = new Map(pairs.toReversed().map((pair) => [pair.name.text, pair]));
  const uses = expandedVariables(step).flatMap((use) => {
    const known = step.before.variable(use.name);
    if (use.modifier !== undefined || (known && known.by !== 'base')) return [];
    const pair = [first.get(use.name), last.get(use.name)].find(
      (one) => one && !(one.start <= use.start && use.end <= one.end),
    );
    return pair ? [{ use, pair }] : [];
  });
  return [...new Map(uses.reverse().map((one) => [one.use.name, one])).values()];
}
