import { defineRule } from 'azml-lint';
import { filledEnvironments, SDK_V1 } from 'azml-lint/facts';

/** Parts of SDK v1 that do not bring azureml-core. */
const WITHOUT_CORE = ['azureml-dataset-runtime', 'azureml-cli-common'];

export default defineRule({
  id: 'pip/conflicting-sdks',
  title: 'SDK v1 and SDK v2 of Azure ML are in one environment',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    both:
      '`{old}` (SDK v1) and `{new}` (SDK v2) require different versions of the same packages, so what works today may not ' +
      'resolve tomorrow. Leave `{old}` out, or give it an environment of its own.',
    other: 'the other SDK is installed here',
  },
  check({ file, report }) {
    for (const { installs } of filledEnvironments(file)) {
      const packages = installs.flatMap(({ install }) => install.packages);
      const old = packages.find(({ name }) => name !== undefined && isOld(name));
      const now = packages.find(({ name }) => name === 'azure-ai-ml');
      if (!old || !now) continue;
      const data = { old: old.name!, new: now.name! };
      report({ at: old.word, message: 'both', data, related: [{ at: now.word, message: 'other' }] });
    }
  },
});

function isOld(name: string): boolean {
  return SDK_V1.has(name) && !WITHOUT_CORE.includes(name);
}
