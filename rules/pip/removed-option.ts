import { type DockerfileModel, defineRule } from 'azml-lint';
import { removedOptionsIn } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/removed-option',
  title: 'An option that pip no longer has',
  level: { inference: 'error', training: 'error', other: 'warning' },
  messages: {
    removed: 'pip has no `{option}` since {release} ({day}) and stops with "{words}". {cure}.',
    perhaps:
      'pip has no `{option}` since {release} ({day}): a pip that is not older stops with "{words}". {cure}.',
    config:
      '`pip config set` takes a key and a value, and stops at `=`. Write `pip config set {key} {value}`.',
  },
  check({ file, report }) {
    for (const { flag, removed, certain } of removedOptionsIn(file)) {
      const data = {
        option: removed.value === undefined ? flag.name : `${flag.name}=${removed.value}`,
        release: removed.since,
        day: removed.day,
        words: removed.value === undefined ? 'no such option' : 'invalid choice',
        cure: removed.instead === undefined ? 'Leave it out' : `Write ${removed.instead} in its place`,
      };
      if (certain) report({ at: flag, message: 'removed', data });
      else report({ at: flag, message: 'perhaps', data, severity: 'warning' });
    }
    for (const { equals, key, value } of assignmentsIn(file))
      report({ at: equals, message: 'config', data: { key, value }, severity: 'error' });
  },
});

/** `pip config set KEY = VALUE`. */
function assignmentsIn(file: DockerfileModel) {
  return file.commandsNamed('pip', 'config').flatMap(({ command }) => {
    const [set, key, equals, value] = command.targets;
    return set?.text === 'set' && key && value && equals?.text === '='
      ? [{ equals, key: key.text, value: value.raw.text }]
      : [];
  });
}
