import { type DockerfileModel, defineRule, type Edit, type Fragment } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/stage-casing',
  aliases: { StageNameCasing: 'same' },
  title: 'The name of a stage has capitals',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    capitals:
      'Docker reads the names of stages in lower case: `FROM {name}` then finds no stage. Write `{lower}`, here and where the ' +
      'stage is used.',
  },
  check({ file, report }) {
    for (const { from } of file.stages) {
      const { stageName, args } = from;
      const lower = stageName?.text.toLowerCase();
      if (!stageName || lower === undefined || lower === stageName.text || args.length !== 3) continue;
      const uses = usesOf(file, lower).filter(({ text }) => text !== lower);
      const edits = [stageName, ...uses].map(({ start, end }): Edit => ({ start, end, text: lower }));
      const fix = { title: `Call it \`${lower}\``, edits };
      report({ at: stageName, message: 'capitals', data: { name: stageName.text, lower }, fix });
    }
  },
});

/** The words that name a stage, in whatever case. */
function usesOf({ stages, copies, runs }: DockerfileModel, name: string): readonly Fragment[] {
  const origins = [...copies, ...runs.flatMap(({ mounts }) => mounts)].flatMap(
    ({ from }) => from?.word ?? [],
  );
  const bases = stages.flatMap(({ from }) => from.image ?? []);
  return [...bases, ...origins].filter(({ text }) => text.toLowerCase() === name);
}
