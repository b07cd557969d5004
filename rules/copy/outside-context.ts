import { defineRule, knownPrefix } from 'azml-lint';
import { leavesContext } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/outside-context',
  title: 'A file outside the build context is copied',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    above:
      "`{source}` is above the build context, and not uploaded with it: Docker's classic builder stops, and BuildKit looks for `{inside}` in " +
      'the context. Write `{inside}`, and build with a context that has it.',
  },
  check({ file, report }) {
    for (const { from, sources } of file.copies)
      for (const { word, value } of from ? [] : sources) {
        if (!leavesContext(knownPrefix(value))) continue;
        const inside = word.text.replace(/^["']?(?:\.{1,2}\/+)+|^["']?\.\.$/, '') || '.';
        report({ at: word, message: 'above', data: { source: word.text, inside } });
      }
  },
});
