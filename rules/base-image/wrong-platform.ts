import { defineRule, knownText, type Stage } from 'azml-lint';
import { isAzureMachineLearning, readPlatform } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/wrong-platform',
  aliases: { InvalidBaseImagePlatform: 'differs' },
  title: 'Image of Azure ML is asked for on a platform that it does not exist for',
  level: { inference: 'error', training: 'error', other: 'off' },
  messages: {
    wrong:
      '`{image}` exists for linux/amd64 only, and Azure ML runs nothing else: on `{platform}` there is nothing to pull. ' +
      'Write `--platform=linux/amd64`.',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const { base, platform } = stage;
      if (base.kind !== 'image' || !platform || !isAzureMachineLearning(base.reference.name)) continue;
      const text = wrongPlatform(stage);
      if (text === undefined) continue;
      report({ at: platform, message: 'wrong', data: { image: base.reference.familiar, platform: text } });
    }
  },
});

/** The platform, if it is certainly not linux/amd64. */
function wrongPlatform({ platform }: Stage): string | undefined {
  const text = platform && knownText(platform.value);
  const { os = 'linux', architecture = 'amd64' } =
    (text === undefined ? undefined : readPlatform(text)) ?? {};
  return os === 'linux' && architecture === 'amd64' ? undefined : text;
}
