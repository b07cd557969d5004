import { defineRule, type Install } from 'azml-lint';
import { mayHavePackage, providesServer, SERVER_PACKAGE, serverOf } from 'azml-lint/facts';

export default defineRule({
  id: 'server/package-missing',
  title: 'The active environment has no inference server',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    missing:
      '`{variable}` makes `{prefix}` the active environment, and nothing installs `{package}` into it: the boot script ends with exit ' +
      'status 100. Install it there: `{install}`.',
    made: 'made here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const activated = stage && serverOf(stage)?.activated;
    if (!activated || mayHavePackage(stage, activated, providesServer)) return;
    const { binding, prefix, made } = activated;
    const { pair } = binding;
    if (!pair) return;
    report({
      at: pair.value ?? pair,
      message: 'missing',
      data: {
        variable: binding.name,
        prefix,
        package: SERVER_PACKAGE,
        install: installInto(made.command, prefix),
      },
      related: [{ at: made.command, message: 'made' }],
    });
  },
});

/** An environment created by uv has no pip. */
function installInto(made: Install['command'], prefix: string): string {
  if (made.is('uv')) return `uv pip install --python ${prefix} ${SERVER_PACKAGE}`;
  return `${prefix}/bin/python -m pip install ${SERVER_PACKAGE}`;
}
