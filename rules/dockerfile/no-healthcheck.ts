import { defineRule, type Stage } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/no-healthcheck',
  aliases: { DL3057: 'same' },
  presetOptions: { hadolint: { stages: 'all' } },
  title: 'The image has no HEALTHCHECK',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    missing:
      'Nothing tells Docker whether the program of this image still answers. Add a check such as ' +
      '`HEALTHCHECK CMD curl --fail http://localhost:5001/ || exit 1`, or `HEALTHCHECK NONE` to say that none is meant.',
  },
  options: {
    defaults: { stages: 'final' as 'final' | 'all' },
    schema: {
      stages: {
        enum: ['final', 'all'],
        description:
          'Whether only the final stage needs one, or every stage that no stage with one builds on.',
      },
    },
  },
  check({ file, options, report }) {
    const checked = new Set<Stage>();
    for (const stage of file.stages) {
      if (!stage.atEnd.healthcheck) continue;
      for (let at: Stage | undefined = stage; at && !checked.has(at); at = at.parent) checked.add(at);
    }
    const needy = options.stages === 'all' ? file.stages : file.stages.slice(-1);
    for (const { from } of needy.filter((stage) => !checked.has(stage)))
      if (from.image) report({ at: from.image, message: 'missing' });
  },
});
