import { defineRule, type Instruction, positionAt, type Span } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/placeholder-left',
  title: 'Documentation text was pasted and not filled in',
  level: { inference: 'error', training: 'error', other: 'error' },
  about: 'placeholders',
  messages: {
    left: '`{text}` is a placeholder of the documentation: nothing is called that. Write what you mean in its place.',
    own:
      '`{text}` looks like a placeholder. It stays the value of `{name}` until the container gets another one. Write ' +
      'the value, or take the variable out.',
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
        continue;
      }
      const name = ownVariable(instruction, at);
      if (name !== undefined) report({ at, message: 'own', data: { text, name }, severity: 'info' });
      else report({ at, message: text.startsWith('<') ? 'left' : 'dots', data: { text } });
    }
  },
});

/** The author's own variable whose value it is. It may be intended, because the container can set another value. */
function ownVariable(instruction: Instruction, at: Span): string | undefined {
  if (instruction.name !== 'ENV' && instruction.name !== 'ARG') return undefined;
  const pair = instruction.pairs.find(({ start, end }) => start <= at.start && at.end <= end);
  return pair && !/^(?:AZUREML|AML)_/.test(pair.name.text) ? pair.name.text : undefined;
}
