import { defineRule, knownText, type Stage } from 'azml-lint';
import { isAzureMachineLearning, type Platform, readPlatform } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/constant-platform',
  aliases: { DL3029: 'differs', FromPlatformFlagConstDisallowed: 'differs' },
  title: 'FROM fixes the platform',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    constant:
      '`{platform}` is fixed here, so `docker build --platform` has no effect on this stage. Leave the flag out, or name ' +
      'the stage after its platform.',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const { platform } = stage;
      const text = platform && !platform.word.text.includes('$') ? knownText(platform.value) : undefined;
      const fixed = text === undefined ? undefined : readPlatform(text);
      if (!platform || text === undefined || !fixed || isMeant(stage, fixed, text)) continue;
      report({ at: platform, message: 'constant', data: { platform: text } });
    }
  },
});

/** A stage named after its platform is one of several; and images of Azure ML exist for one platform only. */
function isMeant({ name = '', base }: Stage, { os, architecture }: Platform, text: string): boolean {
  const parts = [os, architecture, ...text.toLowerCase().split('/')];
  if (parts.some((part) => part !== undefined && name.includes(part))) return true;
  return base.kind === 'image' && isAzureMachineLearning(base.reference.name);
}
