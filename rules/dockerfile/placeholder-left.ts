import { defineRule, type Instruction, positionAt, type Span } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/placeholder-left',
  title: 'Documentation text was pasted and not filled in',
  level: { inference: 'error', training: 'error', other: 'error' },
  about: 'placeholders',
  messages: {
    left: '`{text}` is a placeholder of the documentation: nothing is called that. Write what you mean in its place.',
    dots: '`{text}` stands for "and so on" in documentation: here it is a word like any other. Remove it, or write what it stands for.',
    brokenOff:
      '`{text}` stands for "and so on" in documentation: here it ends the RUN, because no `\\` follows it, and line {line} is ' +
      'read as an instruction of its own. Remove it, or write what it stands for.',
    instruction: 'read as an instruction',
  },
  check({ file, report }) {
    for (const { left: at, instruction, cutOff } of file.placeholders) {
      const { text } = at;
      if (cutOff) {
        const line = positionAt(file.source, cutOff.start).line;
        const related = [{ at: cutOff.keyword, message: 'instruction' }] as const;
        report({ at, message: 'brokenOff', data: { text, line }, related });
      } else {
        const severity = mayBeMeant(instruction, at) ? 'warning' : undefined;
        report({ at, message: text.startsWith('<') ? 'left' : 'dots', data: { text }, severity });
      }
    }
  },
});

/** A variable of one's own may have such a value until the container gets another one. */
function mayBeMeant(instruction: Instruction, at: Span): boolean {
  if (instruction.name !== 'ENV' && instruction.name !== 'ARG') return false;
  const pair = instruction.pairs.find(({ start, end }) => start <= at.start && at.end <= end);
  return pair !== undefined && !/^(?:AZUREML|AML)_/.test(pair.name.text);
}
