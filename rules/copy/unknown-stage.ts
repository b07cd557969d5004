import { closestMatch, type DockerfileModel, defineRule, type Stage } from 'azml-lint';
import { refusalsOf } from 'azml-lint/facts';

/** With more stages there is no suggestion: comparing with each takes too long. */
const MOST_TO_COMPARE = 100;

export default defineRule({
  id: 'copy/unknown-stage',
  aliases: { DL3022: 'differs' },
  title: 'COPY takes files from a stage that does not exist',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    number:
      'There is no stage `{number}`, so the build stops: they are counted from 0, and the last before this one is ' +
      '{last}. Write `{last}`.',
    first:
      'There is no stage `{number}`, so the build stops: this one is the first. Leave `from={number}` out to copy from the build ' +
      'context, or name an image.',
    misspelled:
      'No stage is called `{name}`, so this is an image from a registry. Did you mean the stage `{meant}`?',
  },
  check({ file, report }) {
    for (const { code, start, end, data } of refusalsOf(file)) {
      if (code !== 'no-such-stage') continue;
      const number = data.number!;
      const before = file.stageAt(start)?.index ?? 0;
      if (before === 0) report({ at: { start, end }, message: 'first', data: { number } });
      else report({ at: { start, end }, message: 'number', data: { number, last: before - 1 } });
    }
    if (file.stages.length > MOST_TO_COMPARE) return;
    for (const { from, stage } of [...file.copies, ...file.runs.flatMap(originsOfRun)]) {
      if (from?.kind !== 'image' || /[/:@]/.test(from.word.text)) continue;
      const meant = closestMatch(from.word.text, namesBefore(stage, file), 2);
      if (meant === undefined) continue;
      report({
        at: from.word,
        message: 'misspelled',
        data: { name: from.word.text, meant },
        severity: 'warning',
      });
    }
  },
});

function originsOfRun({ mounts, stage }: DockerfileModel['runs'][number]) {
  return mounts.map(({ from }) => ({ from, stage }));
}

function namesBefore({ index }: Stage, { stages }: DockerfileModel): readonly string[] {
  return stages.slice(0, index).flatMap(({ name }) => (name === undefined ? [] : [name]));
}
