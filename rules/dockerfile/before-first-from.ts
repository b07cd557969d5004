import { defineRule } from 'azml-lint';

const EXAMPLE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

export default defineRule({
  id: 'dockerfile/before-first-from',
  aliases: { DL3061: 'differs' },
  title: 'An instruction stands before the first FROM',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    early:
      '`{instruction}` stands before the first FROM, where nothing can be built yet: only ARG may. Move it below the FROM on line {line}.',
    onlyArgs: 'This file has no FROM, so there is nothing to build. Add one below, such as `FROM {example}`.',
    noFrom:
      '`{instruction}` needs an image to work on, and this file has no FROM. Begin with one, such as `FROM {example}`.',
  },
  check({ file, report }) {
    const { instructions } = file.dockerfile;
    const from = instructions.findIndex(({ name }) => name === 'FROM');
    const before = from === -1 ? instructions : instructions.slice(0, from);
    const [first] = instructions;
    if (first && from === -1 && instructions.every(({ name }) => name === 'ARG')) {
      report({ at: first.keyword, message: 'onlyArgs', data: { example: EXAMPLE } });
    }
    for (const { name, keyword } of before) {
      if (name === 'ARG') continue;
      // It may be a misspelled FROM, which dockerfile/syntax-error reports.
      if (name === 'UNKNOWN') return;
      const instruction = keyword.text;
      if (from !== -1) {
        report({ at: keyword, message: 'early', data: { instruction, line: instructions[from]!.startLine } });
        continue;
      }
      report({ at: keyword, message: 'noFrom', data: { instruction, example: EXAMPLE } });
      return;
    }
  },
});
