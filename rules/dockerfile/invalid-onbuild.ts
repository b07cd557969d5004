import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/invalid-onbuild',
  aliases: { DL3043: 'same' },
  title: 'ONBUILD has a trigger that it cannot have',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    trigger: '{trigger} may not be the trigger of an ONBUILD, so the build stops here. {cure}',
  },
  check({ file, report }) {
    for (const { code, start, end, data } of file.dockerfile.problems) {
      if (code !== 'bad-onbuild') continue;
      const trigger = data.trigger!;
      report({ at: { start, end }, message: 'trigger', data: { trigger, cure: cureFor(trigger) } });
    }
  },
});

function cureFor(trigger: string): string {
  switch (trigger) {
    case 'ONBUILD':
      return 'Write `ONBUILD` once: a trigger cannot set one for the image after the next.';
    case 'MAINTAINER':
      return 'Write `LABEL org.opencontainers.image.authors="…"` in its place.';
    default:
      return 'Take the line out: every build has a FROM of its own.';
  }
}
