import { type Comment, type DockerfileModel, defineRule, type Instruction } from 'azml-lint';
import { asksForCheck, descriptionAbove } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/definition-description',
  aliases: { InvalidDefinitionDescription: 'same' },
  presetOptions: { buildkit: { asBuildKit: true } },
  title: 'The comment above an ARG or a stage is no description',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    unnamed:
      'A description of `{name}` in `docker build --call=outline` begins with the name, and this comment does not. Write ' +
      '`# {name} …`, or `#` on a line between them.',
  },
  options: {
    defaults: { asBuildKit: false },
    schema: {
      asBuildKit: {
        type: 'boolean',
        description:
          'Whether it reports as BuildKit does: only where the file asks for this experimental check, and then about any ' +
          'comment since the instruction above.',
      },
    },
  },
  check({ file, options: { asBuildKit }, report }) {
    for (const instruction of file.dockerfile.instructions) {
      const names = namesIn(instruction);
      const comment = names.length > 0 ? descriptionAbove(file, instruction) : undefined;
      const word = comment?.text.trim().split(' ', 1)[0];
      if (!comment || word === undefined || names.includes(word)) continue;
      const isMeant = asBuildKit
        ? asksForCheck(file, instruction, 'InvalidDefinitionDescription')
        : mayBeDescription(comment, instruction, file);
      if (isMeant) report({ at: placeIn(instruction), message: 'unnamed', data: { name: names[0]! } });
    }
  },
});

function namesIn(instruction: Instruction): readonly string[] {
  if (instruction.name === 'ARG') return instruction.pairs.map(({ name }) => name.text);
  return instruction.name === 'FROM' && instruction.stageName
    ? [instruction.stageName.text.toLowerCase()]
    : [];
}

function placeIn(instruction: Instruction) {
  if (instruction.name === 'ARG') return instruction.pairs[0]!.name;
  return instruction.name === 'FROM' ? instruction.stageName! : instruction.keyword;
}

/** Directly above it, and no word to a program. */
function mayBeDescription(
  { line, text }: Comment,
  { startLine }: Instruction,
  file: DockerfileModel,
): boolean {
  const isFirst = line === 1 && file.dockerfile.directives.length === 0;
  return (
    line === startLine - 1 && !isFirst && !/^\s*(?:check|syntax|escape|hadolint|azml-lint)\b/i.test(text)
  );
}
