import { defineRule, positionAt } from 'azml-lint';
import { managedBuildOf, neededArguments } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/build-argument-needed',
  title: 'The image needs a build argument',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    needed:
      '`{name}` is empty on line {line} unless the build is given `--build-arg {name}=…`, and a managed build of Azure ML passes no build ' +
      'arguments. Give it a default: `ARG {name}=…`.',
    managed:
      '`{name}` is empty on line {line}: Azure ML builds this image, and passes no build arguments. Give it a default: `ARG {name}=…`.',
    used: 'It is used here',
    named: 'This makes Azure ML build the image',
  },
  check({ file, report }) {
    const managed = managedBuildOf(file);
    const family = file.finalStage?.family;
    if (!managed && family !== 'inference' && family !== 'training') return;
    for (const { pair, use } of neededArguments(file)) {
      const name = pair.name.text;
      const { line } = positionAt(file.source, use.start);
      report({
        at: pair.name,
        message: managed ? 'managed' : 'needed',
        data: { name, line },
        severity: managed && 'error',
        related: [
          { at: use, message: 'used' },
          ...(managed?.namedAt ?? []).map((at) => ({ at, message: 'named' }) as const),
        ],
      });
    }
  },
});
