import { defineRule, positionAt } from 'azml-lint';
import { neededArguments } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/build-argument-needed',
  title: 'The image needs a build argument',
  level: { inference: 'info', training: 'info', other: 'off' },
  messages: {
    needed:
      '`{name}` is empty on line {line} unless the build is given `--build-arg {name}=…`, and a managed build of Azure ML passes no build ' +
      'arguments. Give it a default: `ARG {name}=…`.',
    used: 'It is used here',
  },
  check({ file, report }) {
    for (const { pair, use } of neededArguments(file)) {
      const name = pair.name.text;
      const { line } = positionAt(file.source, use.start);
      report({
        at: pair.name,
        message: 'needed',
        data: { name, line },
        related: [{ at: use, message: 'used' }],
      });
    }
  },
});
