import { defineRule, positionAt, type Stage } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/duplicate-stage',
  aliases: { DL3024: 'differs', DuplicateStageName: 'same' },
  title: 'Two stages have one name',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    duplicate:
      'Another stage is called `{name}` already, on line {line}: FROM takes the nearest one above it, `COPY --from` the last one ' +
      'of the file. Give this one a name of its own, such as `{better}`.',
    first: 'has the same name',
  },
  check({ file, report }) {
    const named = new Map<string, Stage>();
    for (const stage of file.stages) {
      const { stageName } = stage.from;
      const name = stageName?.text.toLowerCase();
      if (!stageName || name === undefined) continue;
      const first = named.get(name);
      named.set(name, first ?? stage);
      if (!first) continue;
      const { line } = positionAt(file.source, first.start);
      const related = [{ at: first.from.stageName!, message: 'first' }] as const;
      const data = { name: stageName.text, line, better: `${name}-${stage.index + 1}` };
      report({ at: stageName, message: 'duplicate', data, related });
    }
  },
});
