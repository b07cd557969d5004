import { defineRule } from 'azml-lint';
import { allInstalls, SDK_V1, SDK_V1_END, sdkConflicts } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/sdk-v1-retired',
  title: 'A package of the retired Azure ML SDK v1',
  level: { inference: 'info', training: 'info', other: 'off' },
  messages: {
    retired:
      '`{package}` belongs to the Azure ML SDK v1, whose support {ended} on {day}: it gets no fixes, and changes of the ' +
      'service may break it. Move to `azure-ai-ml==…`, and to `azureml-mlflow==…` for what a job logs.',
    also: 'so does this',
  },
  check({ file, report }) {
    const conflicting = new Set(sdkConflicts(file).map(({ old }) => old));
    const ended = file.now > SDK_V1_END ? 'ended' : 'ends';
    for (const { manager, packages } of allInstalls(file)) {
      const [first, ...others] = packages.filter(({ name }) => name !== undefined && SDK_V1.has(name));
      // Of what is beside SDK v2, pip/conflicting-sdks tells this too.
      if (manager !== 'pip' || !first || conflicting.has(first)) continue;
      report({
        at: first.word,
        message: 'retired',
        data: { package: first.name!, ended, day: SDK_V1_END },
        related: others.map(({ word }) => ({ at: word, message: 'also' })),
      });
    }
  },
});
