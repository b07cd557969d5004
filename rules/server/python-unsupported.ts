import { defineRule, pythonSupportedBy, SERVER_PACKAGE, serverOf } from 'azml-lint';

export default defineRule({
  id: 'server/python-unsupported',
  title: 'A Python that the inference server does not run on',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    old: '{server} {version} needs Python {oldest} or newer, so it cannot be installed beside `{package}`. Take Python {newest}.',
    new: '{server} {version} is made for Python up to {newest}; nobody has tested it on `{package}`. Take Python {newest}.',
  },
  check({ file, report }) {
    const server = file.finalStage && serverOf(file.finalStage);
    const release = server?.releases[0];
    if (!release) return;
    for (const { manager, packages } of server.installs) {
      if (manager !== 'conda') continue;
      for (const { name, specifier, word } of packages) {
        const fits = name === 'python' ? pythonSupportedBy(release, specifier) : undefined;
        if (fits !== 'too-old' && fits !== 'too-new') continue;
        const { version, oldestPython: oldest, newestPython: newest } = release;
        const data = { server: SERVER_PACKAGE, version, newest, package: word.text };
        if (fits === 'too-old') report({ at: word, message: 'old', data: { ...data, oldest } });
        else report({ at: word, message: 'new', data, severity: 'info' });
      }
    }
  },
});
