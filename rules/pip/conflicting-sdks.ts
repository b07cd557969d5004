import { defineRule } from 'azml-lint';
import { SDK_V1_END, sdkConflicts } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/conflicting-sdks',
  title: 'SDK v1 and SDK v2 of Azure ML are in one environment',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    both:
      '`{old}` (SDK v1, whose support {ended} on {day}) and `{new}` (SDK v2) require different versions of the same packages, so what ' +
      'works today may not resolve tomorrow. Leave `{old}` out, or give it an environment of its own.',
    other: 'the other SDK is installed here',
  },
  check({ file, report }) {
    const ended = file.now > SDK_V1_END ? 'ended' : 'ends';
    for (const { old, now } of sdkConflicts(file)) {
      const data = { old: old.name!, new: now.name!, ended, day: SDK_V1_END };
      report({ at: old.word, message: 'both', data, related: [{ at: now.word, message: 'other' }] });
    }
  },
});
