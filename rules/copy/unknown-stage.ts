import { closestMatch, defineRule, type RunStep, type Stage } from 'azml-lint';
import { refusalsOf } from 'azml-lint/facts';

/** With more stages there is no suggestion: comparing with each takes too long. */
const MOST_TO_COMPARE = 100;

export default defineRule({
  id: 'copy/unknown-stage',
  aliases: { DL3022: 'differs' },
  title: 'COPY takes files from a stage that does not exist',
  level: { inference: 'error', training: 'error', other: 'error' },
  options: {
    defaults: { names: 'nearly' as 'nearly' | 'all', mounts: true },
    schema: {
      names: {
        enum: ['nearly', 'all'],
        description:
          'Which names of a COPY are reported: those that are `nearly` the name of a stage, or `all` that no stage has, save images with a tag or a digest.',
      },
      mounts: { type: 'boolean', description: 'Whether names in the mounts of a RUN are looked at.' },
    },
  },
  presetOptions: { hadolint: { names: 'all', mounts: false } },
  messages: {
    number:
      'There is no stage `{number}`, so the build stops: they are counted from 0, and the last before this one is ' +
      '{last}. Write `{last}`.',
    first:
      'There is no stage `{number}`, so the build stops: this one is the first. Leave `from={number}` out to copy from the build ' +
      'context, or name an image.',
    misspelled:
      'No stage is called `{name}`, so this is an image from a registry. Did you mean the stage `{meant}`?',
    unknown:
      'No stage is called `{name}`. If it is an image, write its tag: `{name}:…`; if it is a stage, write it above this one: ' +
      '`FROM … AS {name}`.',
  },
  check({ file, options, report }) {
    for (const { code, start, end, data } of refusalsOf(file)) {
      if (code !== 'no-such-stage') continue;
      const number = data.number!;
      const before = file.stageAt(start)?.index ?? 0;
      if (before === 0) report({ at: { start, end }, message: 'first', data: { number } });
      else report({ at: { start, end }, message: 'number', data: { number, last: before - 1 } });
    }
    const copies = file.copies.filter(({ onbuild }) => !onbuild);
    for (const { from, stage } of [...copies, ...(options.mounts ? file.runs.flatMap(originsOfRun) : [])]) {
      const meant = from?.kind === 'image' ? misspelledStage(from.word.text, stage) : undefined;
      if (!from || meant === undefined) continue;
      const data = { name: from.word.text, meant };
      report({ at: from.word, message: 'misspelled', data, severity: 'warning' });
    }
    for (const { from, stage } of options.names === 'all' ? copies : []) {
      const name = from?.kind === 'stage' ? undefined : from?.word.text;
      if (!from || name === undefined || !isOnlyName(name, stage) || misspelledStage(name, stage)) continue;
      report({ at: from.word, message: 'unknown', data: { name }, severity: 'warning' });
    }
  },
});

/** Whether it is neither an image with a tag, nor what other messages are about: a number, and the stage itself. */
function isOnlyName(name: string, { name: own }: Stage): boolean {
  return !/^\d|:/.test(name) && name.toLowerCase() !== own;
}

function originsOfRun({ mounts, stage }: RunStep) {
  return mounts.map(({ from }) => ({ from, stage }));
}

/** The earlier stage that is called nearly so. */
function misspelledStage(name: string, { index, file: { stages } }: Stage): string | undefined {
  if (/[/:@]/.test(name) || stages.length > MOST_TO_COMPARE) return undefined;
  const before = stages.slice(0, index).flatMap((one) => (one.name === undefined ? [] : [one.name]));
  return closestMatch(name, before, 2);
}
