import {
  defineRule,
  type Instruction,
  instructionNames,
  normalizePolicyEntries,
  type PolicyWords,
  policyEntriesSchema,
} from 'azml-lint';

type Name = (typeof forbiddable)[number];

interface Entry extends PolicyWords {
  readonly instruction: Name;
  readonly instead?: string;
}

interface Options {
  readonly instructions: readonly (Name | Entry)[];
  readonly stages: 'final' | 'all';
}

/** Every file has a FROM. */
const forbiddable = instructionNames.filter((name) => name !== 'FROM');

export default defineRule({
  id: 'policy/forbidden-instruction',
  title: 'An instruction that policy forbids',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    forbidden: '`{instruction}` is forbidden by policy{cure}.',
  },
  options: {
    defaults: { instructions: [], stages: 'all' } as Options,
    required: ['instructions'],
    schema: {
      instructions: policyEntriesSchema(
        'Instructions that may not be used.',
        'instruction',
        { enum: forbiddable, description: 'An instruction, in capitals.' },
        { instead: { type: 'string', minLength: 1, description: 'What to use: `COPY` for `ADD`.' } },
      ),
      stages: {
        enum: ['final', 'all'],
        description: 'Whether only stages whose layers are shipped are looked at, or the whole file.',
      },
    },
  },
  check({ file, options, report }) {
    const entries = new Map<string, Entry>(
      normalizePolicyEntries<Entry>(options.instructions, 'instruction').map((entry) => [
        entry.instruction,
        entry,
      ]),
    );
    for (const instruction of file.dockerfile.instructions.flatMap(withTrigger)) {
      const entry = entries.get(instruction.name);
      if (!entry || (options.stages === 'final' && !file.stageAt(instruction.start)?.shipped)) continue;
      const cure = entry.instead === undefined ? '' : `: use \`${entry.instead}\``;
      const data = { instruction: entry.instruction, cure };
      report({ at: instruction.keyword, message: 'forbidden', data, policy: entry });
    }
  },
});

/** An instruction, and the trigger of an ONBUILD. */
function withTrigger(instruction: Instruction): readonly Instruction[] {
  return instruction.name === 'ONBUILD' && instruction.trigger
    ? [instruction, instruction.trigger]
    : [instruction];
}
