import { defineRule, type PlatformFlag, type Stage, variablesOfFrom } from 'azml-lint';

export default defineRule({
  id: 'base-image/redundant-platform',
  aliases: ['DL3065', 'RedundantTargetPlatform'],
  title: 'FROM asks for the target platform, which is the default',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    redundant: 'FROM takes the image for the target platform anyway. Leave `{flag}` out.',
  },
  check({ file, report }) {
    // An ARG of this name with a default replaces what BuildKit would put in.
    if (file.globalArgs.get('TARGETPLATFORM')?.pair?.value) return;
    const { text } = file.source;
    for (const stage of file.stages) {
      const { platform } = stage;
      if (!platform || !isTargetPlatform(platform, stage)) continue;
      const flag = text.slice(platform.start, platform.end);
      const end = platform.end + /^[ \t]*/.exec(text.slice(platform.end))![0].length;
      report({
        at: platform,
        message: 'redundant',
        data: { flag },
        fix: { title: `Remove ${flag}`, edits: [{ start: platform.start, end, text: '' }] },
      });
    }
  },
});

/** The value is `$TARGETPLATFORM` or `${TARGETPLATFORM…}` and nothing else. */
function isTargetPlatform({ word }: PlatformFlag, stage: Stage): boolean {
  return variablesOfFrom(stage).some(
    ({ name, start, end }) => name === 'TARGETPLATFORM' && start === word.start && end === word.end,
  );
}
