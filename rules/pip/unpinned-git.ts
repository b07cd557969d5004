import { defineRule } from 'azml-lint';
import { allInstalls, withReference } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/unpinned-git',
  title: 'A package of a repository has no commit or tag',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    none:
      '`{package}` names no commit or tag, so each build of this environment gets what is there that day. Write ' +
      '`{pinned}` with the tag or commit that you tested.',
    branch:
      '`{branch}` is a branch, so each build of this environment gets what is there that day. Write `{pinned}` with the ' +
      'tag or commit that you tested.',
  },
  check({ file, report }) {
    for (const { manager, packages } of allInstalls(file)) {
      if (manager !== 'pip') continue;
      for (const { word, repository, pin, specifier } of packages) {
        if (!repository || (pin !== 'open' && pin !== 'none')) continue;
        const pinned = withReference(word.text, specifier);
        if (specifier === '') report({ at: word, message: 'none', data: { package: word.text, pinned } });
        else report({ at: word, message: 'branch', data: { branch: specifier.slice(1), pinned } });
      }
    }
  },
});
