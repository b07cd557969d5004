import { type DockerfileModel, defineRule, type KeyValue, type Stage } from 'azml-lint';
import { type ImageVariable, nearestVariable, renameVariable } from 'azml-lint/facts';

interface Setting {
  readonly by: 'ENV' | 'ARG';
  readonly pair: KeyValue;
  readonly stage: Stage;
}

export default defineRule({
  id: 'server/unknown-variable',
  title: 'A variable that nothing reads, named like one of the inference server',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  serving: true,
  fix: 'safe',
  messages: {
    meant: 'Nothing in Azure ML reads `{name}`. Did you mean `{meant}` ({effect})?',
  },
  check({ file, report }) {
    const suspects = settingsOf(file).flatMap((setting) => {
      const meant = nearestVariable(setting.pair.name.text);
      return meant ? [{ ...setting, meant }] : [];
    });
    if (suspects.length === 0) return;
    const mentions = mentionsIn(file);
    const wrongNames = new Map<ImageVariable, Set<string>>();
    for (const { pair, meant } of suspects)
      wrongNames.set(meant, (wrongNames.get(meant) ?? new Set()).add(pair.name.text));
    for (const { by, pair, stage, meant } of suspects) {
      const { text: name } = pair.name;
      const isUsed = mentions.get(name)! > 1;
      if (isUsed && (by === 'ARG' || !stage.serves)) continue;
      if (stage.atEnd.env(meant.name)?.by === 'ENV') continue;
      // Two wrong names for the same variable would overwrite each other. The name of an ARG is known outside the file.
      const isRival = wrongNames.get(meant)!.size > 1;
      report({
        at: pair.name,
        message: 'meant',
        data: { name, meant: meant.name, effect: meant.effect },
        fix: isRival || by === 'ARG' ? undefined : renameVariable(stage, pair, meant.name),
      });
    }
  },
});

function settingsOf({ stages }: DockerfileModel): readonly Setting[] {
  return stages.flatMap((stage) =>
    (['ENV', 'ARG'] as const).flatMap((by) =>
      stage.stepsOf(by).flatMap(({ instruction }) => instruction.pairs.map((pair) => ({ by, pair, stage }))),
    ),
  );
}

/** How often each name occurs in the file. A name that the file itself reads is its author's own. */
function mentionsIn({ source }: DockerfileModel): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  for (const [name] of source.text.matchAll(/\w+/g)) mentions.set(name, (mentions.get(name) ?? 0) + 1);
  return mentions;
}
