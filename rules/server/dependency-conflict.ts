import {
  conflictWithServer,
  defineRule,
  type Package,
  SERVER_PACKAGE,
  type Server,
  serverOf,
} from 'azml-lint';

export default defineRule({
  id: 'server/dependency-conflict',
  title: 'A version that the inference server does not work with',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    conflict:
      '`{package}` is not what the server of this environment works with: {server} {version} requires `{name}{required}`. ' +
      'It replaces the one that is there, and the server may not start. Ask for a version in that range.',
  },
  check({ file, report }) {
    const server = file.finalStage && serverOf(file.finalStage);
    for (const { manager, packages } of server?.installs ?? []) {
      if (manager !== 'pip' && manager !== 'conda') continue;
      for (const each of packages) {
        const required = conflictWith(server!, each);
        if (required === undefined) continue;
        report({
          at: each.word,
          message: 'conflict',
          data: {
            package: each.word.text,
            server: SERVER_PACKAGE,
            version: server!.releases[0]!.version,
            name: each.name!,
            required,
          },
        });
      }
    }
  },
});

/** What the newest release that it may be requires, if no such release can do with what is asked for. */
function conflictWith({ releases }: Server, { name, specifier }: Package): string | undefined {
  if (name === undefined || specifier === '') return undefined;
  const required = releases.map((release) => conflictWithServer(release, name, specifier));
  return required.every((range) => range !== undefined) ? required[0] : undefined;
}
