import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/from-as-casing',
  aliases: { FromAsCasing: 'same' },
  title: 'AS is written in another case than FROM',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    differs: '`{as}` belongs to `{from}` and is easier to find in the same case. Write `{better}`.',
  },
  check({ file, report }) {
    for (const { from } of file.stages) {
      const { keyword, as } = from;
      const better = asCaseOf(keyword.text);
      if (!as || better === undefined || as.text === better) continue;
      const fix = { title: `Write \`${better}\``, edits: [{ start: as.start, end: as.end, text: better }] };
      report({ at: as, message: 'differs', data: { as: as.text, from: keyword.text, better }, fix });
    }
  },
});

/** A FROM in both cases is the matter of dockerfile/instruction-casing. */
function asCaseOf(from: string): string | undefined {
  return from === 'FROM' ? 'AS' : from === 'from' ? 'as' : undefined;
}
