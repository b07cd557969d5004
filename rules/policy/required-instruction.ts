import {
  defineRule,
  instructionNames,
  normalizePolicyEntries,
  type PolicyWords,
  policyEntriesSchema,
  type Stage,
} from 'azml-lint';

type Name = (typeof requirable)[number];

interface Entry extends PolicyWords {
  readonly instruction: Name;
}

interface Options {
  readonly instructions: readonly (Name | Entry)[];
}

/** Every file has a FROM, and the trigger of an ONBUILD is for other images. */
const requirable = instructionNames.filter((name) => name !== 'FROM' && name !== 'ONBUILD');

export default defineRule({
  id: 'policy/required-instruction',
  title: 'The image lacks an instruction that policy requires',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    missing:
      'Policy requires `{instruction}` in the final stage or in one of this file that it builds on. Add `{instruction} …`.',
    none:
      '`HEALTHCHECK NONE` switches the check off, but policy requires one. Write ' + '`HEALTHCHECK CMD …`.',
  },
  options: {
    defaults: { instructions: [] } as Options,
    required: ['instructions'],
    schema: {
      instructions: policyEntriesSchema('Instructions that the image must be made with.', 'instruction', {
        enum: requirable,
        description: 'An instruction, in capitals.',
      }),
    },
  },
  check({ file: { finalStage }, options, report }) {
    if (!finalStage) return;
    const { from } = finalStage;
    for (const entry of normalizePolicyEntries<Entry>(options.instructions, 'instruction')) {
      const last = lastOf(entry.instruction, finalStage);
      if (!last) {
        const data = { instruction: entry.instruction };
        report({ at: from.image ?? from.keyword, message: 'missing', data, policy: entry });
      } else if (last.name === 'HEALTHCHECK' && last.kind?.text.toUpperCase() === 'NONE') {
        report({ at: last.kind, message: 'none', policy: entry });
      }
    }
  },
});

/** The instruction that counts: the last one with this name in the stage, or in those it builds on. */
function lastOf(name: Name, { ancestors }: Stage) {
  return ancestors.flatMap((stage) => stage.stepsOf(name)).at(-1)?.instruction;
}
