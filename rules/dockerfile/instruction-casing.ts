import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/instruction-casing',
  aliases: { ConsistentInstructionCasing: 'same' },
  title: 'An instruction is written in another case than most',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    differs: '`{keyword}` is written in another case than most instructions of this file. Write `{better}`.',
  },
  check({ file, report }) {
    const keywords = file.stages
      .flatMap(({ from, steps }) => [from, ...steps.map(({ instruction }) => instruction)])
      .filter(({ name }) => name !== 'UNKNOWN')
      .map(({ keyword }) => keyword);
    const count = (like: (text: string) => string) =>
      keywords.filter(({ text }) => like(text) === text).length;
    const inMost = count(lower) > count(upper) ? lower : upper;
    for (const keyword of keywords) {
      const better = inMost(keyword.text);
      if (keyword.text === better) continue;
      const { start, end } = keyword;
      const fix = { title: `Write \`${better}\``, edits: [{ start, end, text: better }] };
      report({ at: keyword, message: 'differs', data: { keyword: keyword.text, better }, fix });
    }
  },
});

function lower(text: string): string {
  return text.toLowerCase();
}

function upper(text: string): string {
  return text.toUpperCase();
}
